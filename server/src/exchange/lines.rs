//! Which line of a file a byte is on.

/// Counts lines up to ever later positions.
///
/// The CSV reader counts line feeds only, and a record begins for it before the line ends that precede it: with CRLF, after
/// blank lines and in files with bare CR its numbers are not those that an editor shows.
pub(super) struct Lines<'a> {
    data: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub(super) fn new(data: &'a [u8]) -> Lines<'a> {
        Lines { data, at: 0, line: 1 }
    }

    /// The line on which the first record at or after this position begins.
    pub(super) fn of_record(&mut self, position: usize) -> u64 {
        let skipped = self.data[position..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let end = position + skipped;
        while self.at < end {
            let byte = self.data[self.at];
            // CR LF is one end of line, counted at its line feed.
            let ends = byte == b'\n' || (byte == b'\r' && self.data.get(self.at + 1) != Some(&b'\n'));
            self.line += u64::from(ends);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn every_end_of_line_counts_once() {
        let mut lines = Lines::new(b"a\r\nb\n\n\"c\r\nd\"\re");
        assert_eq!(lines.of_record(0), 1);
        assert_eq!(lines.of_record(2), 2);
        assert_eq!(lines.of_record(5), 4);
        assert_eq!(lines.of_record(13), 6);
    }
}
