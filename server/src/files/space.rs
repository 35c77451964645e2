//! Room on the disk.

use app::error::AppError;
use std::path::Path;

/// Bytes that stay free for the database: files never take the last of them.
pub const FLOOR: u64 = 64 * 1024 * 1024;

/// Refuses to take so many more bytes when that would go below the floor.
///
/// # Errors
/// [`AppError::NoSpace`]; a disk that cannot be asked is not known to be full.
pub fn check(folder: &Path, more: u64) -> Result<(), AppError> {
    match nix::sys::statvfs::statvfs(folder) {
        Ok(disk) => enough(disk.blocks_available() * disk.fragment_size(), more),
        Err(error) => {
            tracing::warn!(%error, "asking for free space");
            Ok(())
        }
    }
}

const fn enough(free: u64, more: u64) -> Result<(), AppError> {
    if free < FLOOR.saturating_add(more) { Err(AppError::NoSpace) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_stays_free() {
        assert_eq!(enough(FLOOR, 0), Ok(()));
        assert_eq!(enough(FLOOR, 1), Err(AppError::NoSpace));
        assert_eq!(enough(FLOOR + 10, 10), Ok(()));
        assert_eq!(enough(u64::MAX, u64::MAX), Ok(()));
    }

    #[test]
    fn this_machine_can_be_asked() {
        assert_eq!(check(Path::new("/"), u64::MAX / 2), Err(AppError::NoSpace));
    }
}
