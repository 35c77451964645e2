//! The code on a certificate: what it stands for can be looked up, and cannot be made up.

use crate::results::model::{Certificate, PublishedPlacement, PublishedVersion, ResultsDocument, Since, TrackResults};
use sha2::{Digest, Sha256};

/// The digits of Crockford's base 32: none that is mistaken for another when it is copied by hand.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 100 bits: nobody meets a second one by chance or by trying.
const LENGTH: usize = 20;

/// The code of a published entry: the first 100 bits of SHA-256 over a mark of this use, the digest of the publication's
/// document and the entry's key, in groups of four digits. Another publication gives another code.
pub fn certificate_code(digest: &str, key: &str) -> String {
    let hash = Sha256::digest(format!("PEACEapp certificate 1\n{digest}\n{key}"));
    let bit = |at: usize| hash.get(at / 8).map_or(0, |byte| usize::from(byte >> (7 - at % 8) & 1));
    let digits = (0..LENGTH).map(|n| (0..5).fold(0, |value, at| value << 1 | bit(n * 5 + at)));
    grouped(digits.filter_map(|digit| DIGITS.get(digit)).map(|digit| char::from(*digit)))
}

/// Four by four, to be read aloud and copied.
fn grouped(digits: impl Iterator<Item = char>) -> String {
    let mut code = String::new();
    for (n, digit) in digits.enumerate() {
        if n > 0 && n % 4 == 0 {
            code.push('-');
        }
        code.push(digit);
    }
    code
}

/// A code as somebody typed it: small letters, no hyphens, O for 0, I and L for 1.
pub fn normal_code(typed: &str) -> String {
    let digits = typed.chars().filter(|c| !matches!(c, '-' | ' ')).map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    // A longer one is no code; what is answered need not hold all of it.
    grouped(digits.take(LENGTH * 2))
}

/// What a code stands for among a competition's publications, oldest first. `None` when none of them has an entry with
/// this code.
pub fn certificate(slug: &str, code: &str, publications: &[PublishedVersion]) -> Option<Certificate> {
    let newest = publications.last()?;
    publications.iter().find_map(|made| {
        let said = places(&made.document).find(|(_, at)| certificate_code(&made.digest, &at.key) == code)?;
        let (track, placement) = said;
        let now = places(&newest.document).find(|(_, now)| now.key == placement.key);
        let since = if now.is_some_and(|now| same(said, now)) {
            Since::Stands
        } else {
            Since::Changed { version: newest.version, at: newest.at, now: now.map(|(_, now)| Box::new(now.clone())) }
        };
        Some(Certificate {
            slug: slug.to_owned(),
            competition: made.document.competition.clone(),
            time_zone: made.document.time_zone.clone(),
            code: code.to_owned(),
            version: made.version,
            at: made.at,
            digest: made.digest.clone(),
            track: track.name.clone(),
            ranked: track.ranked,
            placement: placement.clone(),
            since,
        })
    })
}

fn places(document: &ResultsDocument) -> impl Iterator<Item = (&TrackResults, &PublishedPlacement)> {
    document.tracks.iter().flat_map(|track| track.placements.iter().map(move |at| (track, at)))
}

/// Whether two publications say the same on a certificate.
fn same(one: (&TrackResults, &PublishedPlacement), other: (&TrackResults, &PublishedPlacement)) -> bool {
    let said = |(track, at): (&TrackResults, &PublishedPlacement)| {
        (track.key.clone(), track.ranked, at.place, at.shared, at.title.clone(), at.team.clone(), at.awards.clone())
    };
    said(one) == said(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::PublicationId, results::rules::tests::one_placement, time::Moment};

    #[test]
    fn a_code_is_bound_to_its_publication_and_entry() {
        let code = certificate_code("00", "walk");
        // By hand: printf 'PEACEapp certificate 1\n00\nwalk' | sha256sum, its first 100 bits in fives.
        assert_eq!(code, "9WZB-V6TA-09WD-56Z1-ZGFZ");
        assert_ne!(code, certificate_code("01", "walk"));
        assert_ne!(code, certificate_code("00", "talk"));
        assert_eq!(code.len(), 24);
    }

    #[test]
    fn a_code_is_found_as_people_type_it() {
        let code = certificate_code("00", "walk");
        assert_eq!(normal_code(&code.replace('-', "").to_lowercase().replace('0', "o").replace('1', "l")), code);
        assert_eq!(normal_code(&"é".repeat(500)).chars().count(), 49, "bounded");
    }

    fn publication(version: i64, digest: &str, document: ResultsDocument) -> PublishedVersion {
        PublishedVersion {
            id: PublicationId::new(uuid::Uuid::from_u128(1)),
            version,
            at: Moment::from_seconds(version),
            digest: digest.to_owned(),
            document,
        }
    }

    #[test]
    fn a_later_publication_is_told_of() {
        let code = certificate_code("a", "walk");
        let found =
            |publications: &[_]| certificate("peace", &code, publications).map(|found| (found.version, found.since));
        let first = publication(1, "a", one_placement("walk", 1));
        assert_eq!(found(&[]), None);
        assert_eq!(found(std::slice::from_ref(&first)), Some((1, Since::Stands)));
        let again = publication(2, "b", one_placement("walk", 1));
        assert_eq!(found(&[first.clone(), again]), Some((1, Since::Stands)), "a new version that says the same");
        let lower = publication(2, "c", one_placement("walk", 2));
        let since = found(&[first.clone(), lower]);
        let Some((1, Since::Changed { version: 2, now: Some(now), .. })) = since else { panic!("{since:?}") };
        assert_eq!(now.place, 2);
        let gone = publication(2, "d", one_placement("talk", 1));
        let since = found(&[first.clone(), gone]);
        assert!(matches!(since, Some((1, Since::Changed { now: None, .. }))), "{since:?}");
        assert_eq!(certificate("peace", &certificate_code("x", "walk"), &[first]), None);
    }
}
