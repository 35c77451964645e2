//! The rules a new competition begins with.

/// Sections begin with `## `, points of a list with `- `.
pub(super) const TEXT: &str = "\
## Who may enter
Individuals and teams of any size, from any country. Every member is 13 or older. One team may enter once in each track.

Close family of organisers, judges, sponsors and partners cannot enter. Close family means parents, siblings, spouses or partners, children and grandchildren. Whoever works for an organiser or partner, or was supported by one before, says so in the entry; this is no bar in itself.

## Members who are minors
Who is a minor is decided by the law of the country in which the person lives. A parent or guardian of each such member agrees in writing, through a link that is sent to them. Without that consent the entry cannot be judged. If the team wins, the guardian is asked again before anything is published. Adults may help a youth team; the entry says how.

## What may be entered
- A work made for this competition, a work that exists already, or a new use of a game that exists.
- The entry is written in one of the languages named in the call. How well it is written is not judged, nor how much money went into it.
- In the track of fully functioning works: a way to play, and a video of at most three minutes. In the track of works in development: a walk-through, as video or slides.
- No vulgarity, no glorified violence, no defamation, no exposure of people to danger. When organisers turn an entry down they say why.

## Rights
You keep all rights to your work. You declare that you may use everything in it, and list what others made, what was made by artificial intelligence, and, for a new use of an existing game, that game and its licence. You allow the organisers to show the title, the summary, pictures and video of your entry to judge it and to report on the competition.

## Changes and deadlines
You may change or withdraw your entry until the closing date. After that the entry is frozen: judges see it as it was, and the playable work must not change either. If something small stops an entry from being judged, such as a dead link or a missing consent, the team has a stated time to put it right. Dates are moved only for everybody, with the old date and the reason shown.

## Conflicts of interest
Judges declare every tie to an entry before they see its contents: family, friendship, work, money, teaching. A judge with such a tie neither sees nor scores the entry. A tie that is found later ends access at once, and the scores given no longer count.

## Judging
Each entry is scored by several judges on their own, on the published rubric of its track. A judge's total is the sum of weight times mark over the highest mark. The score of an entry is the mean of its judges' totals, without rounding. Tracks never compete with each other. Votes of the public play no part.

## Ties
Entries of the same score are told apart, in this order, by the mean of the criteria named for the track, by how many judges of both placed one above the other, and by a recorded vote of the panel. If they are still equal they share the place. The results show which step decided.

## Results
Results are published for everybody at the same moment. Winners are provisional until rights, consents and conflicts have been checked once more. The jury may give distinctions apart from places, and may leave a prize without a winner. Judges are never named beside a mark or a comment.

## Complaints
Whoever finds an error or a conflict writes to the organisers within fourteen days of the results and receives an answer with reasons. What is corrected after publication is marked as corrected.

## Personal data
Only what is needed to run the competition is asked for. Each member chooses the name shown in public. You may ask for your data, and for their deletion as far as published results allow.
";
