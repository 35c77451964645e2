//! Pictures: read whole and drawn anew, so that what is kept has points and nothing else. Places where a picture was
//! taken, thumbnails, profiles and whatever was hidden behind its end are gone.

use super::CheckError;
use app::{entries::model::MediaType, error::Problem};
use image::{
    ColorType, DynamicImage, ImageDecoder, ImageError, ImageReader, Limits,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
        webp::WebPEncoder,
    },
    error::LimitErrorKind,
};
use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Seek, SeekFrom, Write},
    path::Path,
};

/// The most points along a side.
const SIDE: u32 = 8192;
/// The most memory for a picture's points.
const MEMORY: u64 = 128 * 1024 * 1024;
/// The most bytes of a picture drawn anew: without loss, one that was made with loss becomes larger.
const ANEW: u64 = 40 * 1024 * 1024;
/// Of 100: nobody sees the difference, and a picture grows little.
const QUALITY: u8 = 90;

const fn too_large() -> CheckError {
    CheckError::Bad(Problem::ImageTooLarge { side: SIDE })
}

fn of(error: ImageError) -> CheckError {
    match error {
        ImageError::Limits(limit) => match limit.kind() {
            LimitErrorKind::Unsupported { .. } => CheckError::Internal,
            _ => too_large(),
        },
        ImageError::IoError(error) if error.kind() == io::ErrorKind::FileTooLarge => too_large(),
        ImageError::IoError(error) if error.kind() == io::ErrorKind::StorageFull => CheckError::NoSpace,
        // An end too early is an error of reading too, and so is everything else a decoder says.
        _ => CheckError::Bad(Problem::FileContent),
    }
}

fn format(promised: MediaType) -> Option<image::ImageFormat> {
    match promised {
        MediaType::Png => Some(image::ImageFormat::Png),
        MediaType::Jpeg => Some(image::ImageFormat::Jpeg),
        MediaType::Webp => Some(image::ImageFormat::WebP),
        MediaType::Pdf | MediaType::Zip => None,
    }
}

/// Reads a picture that promises to be of a type and draws it into another file. Gives its points, across and down.
pub fn draw_anew(mut file: File, promised: MediaType, to: &Path) -> Result<(u32, u32), CheckError> {
    let format = format(promised).ok_or(CheckError::Internal)?;
    // The first bytes, before any decoder sees the file.
    let mut reader = ImageReader::new(BufReader::new(file.try_clone()?)).with_guessed_format()?;
    if reader.format() != Some(format) {
        return Err(Problem::FileContent.into());
    }
    file.seek(SeekFrom::Start(0))?;
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(of)?;
    // From the header: nothing is unpacked yet.
    limits.check_dimensions(decoder.dimensions().0, decoder.dimensions().1).map_err(of)?;
    let turned = decoder.orientation().map_err(of)?;
    // Turning a picture needs it twice.
    let twice = if turned == image::metadata::Orientation::NoTransforms { 1 } else { 2 };
    if decoder.total_bytes().saturating_mul(twice) > MEMORY {
        return Err(too_large());
    }
    let mut picture = DynamicImage::from_decoder(decoder).map_err(of)?;
    picture.apply_orientation(turned);
    let picture = eight_bits(picture, format);
    let mut out = Bounded { file: BufWriter::new(File::options().write(true).create_new(true).open(to)?), left: ANEW };
    match format {
        image::ImageFormat::Jpeg => picture.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY)),
        image::ImageFormat::WebP => picture.write_with_encoder(WebPEncoder::new_lossless(&mut out)),
        _ => picture.write_with_encoder(PngEncoder::new_with_quality(
            &mut out,
            CompressionType::Default,
            FilterType::Adaptive,
        )),
    }
    .map_err(of)?;
    out.flush()?;
    Ok((picture.width(), picture.height()))
}

/// The same points with eight bits for each colour, in a form that the encoder knows.
fn eight_bits(picture: DynamicImage, format: image::ImageFormat) -> DynamicImage {
    let alpha = picture.color().has_alpha() && format != image::ImageFormat::Jpeg;
    match (picture.color(), alpha) {
        (ColorType::Rgb8, false) | (ColorType::Rgba8, true) => picture,
        (ColorType::L8, _) if format != image::ImageFormat::WebP => picture,
        (_, true) => DynamicImage::ImageRgba8(picture.into_rgba8()),
        (_, false) => DynamicImage::ImageRgb8(picture.into_rgb8()),
    }
}

/// A file that takes so many bytes and no more.
struct Bounded {
    file: BufWriter<File>,
    left: u64,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        self.file.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
