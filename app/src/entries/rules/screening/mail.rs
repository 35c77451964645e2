//! Mail addresses: one mailbox under several addresses, and domains that say where somebody works.

/// Domains anybody gets an address of, one a line: two of them say nothing of each other.
const FREE: &str = include_str!("free_mail.txt");

/// The mailbox of an address: what follows `+` only sorts its letters, and dots mean nothing at Gmail.
pub fn mailbox(address: &str) -> String {
    let address = address.trim().to_lowercase();
    let Some((local, domain)) = address.rsplit_once('@') else { return address };
    let local = local.split_once('+').map_or(local, |(before, _)| before);
    match domain {
        "gmail.com" | "googlemail.com" => format!("{}@gmail.com", local.replace('.', "")),
        _ => format!("{local}@{domain}"),
    }
}

/// The domain of an address, if sharing it says something: not one of free mail.
pub fn domain_that_ties(address: &str) -> Option<String> {
    let (_, domain) = address.trim().rsplit_once('@')?;
    let domain = domain.trim_end_matches('.').to_lowercase();
    let free = FREE.lines().map(str::trim).any(|free| free == domain);
    (domain.contains('.') && !free).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_one_under_all_its_addresses() {
        assert_eq!(mailbox("Ann+peace@Kura.example"), mailbox("ann@kura.example"));
        assert_eq!(mailbox("a.n.n+x@googlemail.com"), mailbox("ann@gmail.com"));
        assert_ne!(mailbox("a.nn@kura.example"), mailbox("ann@kura.example"));
        assert_ne!(mailbox("ann@kura.example"), mailbox("ann@kura2.example"));
    }

    #[test]
    fn free_mail_ties_nobody() {
        assert_eq!(domain_that_ties("ann@Kura.example").as_deref(), Some("kura.example"));
        for free in ["a@gmail.com", "a@qq.com", "a@Mail.RU", "a@proton.me", "a@yahoo.co.uk"] {
            assert_eq!(domain_that_ties(free), None, "{free}");
        }
        assert_eq!((domain_that_ties("nobody"), domain_that_ties("a@localhost")), (None, None));
    }

    #[test]
    fn the_list_is_clean() {
        let lines: Vec<&str> = FREE.lines().collect();
        assert!(lines.len() > 60 && lines.is_sorted(), "in order, each once");
        assert!(lines.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(lines.iter().all(|line| line.contains('.') && **line == line.trim().to_lowercase()));
    }
}
