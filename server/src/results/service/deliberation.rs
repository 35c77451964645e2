//! The panel's room: who is in it and what they read.

mod ask;
mod change;
mod count;
mod entry;
mod show;
mod vote;

use super::{ResultsService, organised};
use crate::{
    auth::{
        Caller,
        permits::{self, Editor, Observer, Organises, Speaker},
    },
    competition::store::read as competitions,
    db::Conn,
    panel::store::read as panel,
    request::Request,
    results::store::deliberation::{self as store, revisions::OwnCard},
};
use app::{
    competition::model::Competition,
    error::{AppError, Refusal},
    ids::{AccountId, CompetitionId, EntryId, JudgeId, PostId, VoteId},
    next::Next,
    results::{
        api::{Deliberation, Votes},
        model::deliberation::{
            Called, EntryRoom, NamesInRoom, Room, RoomFrame, RoomPage, RoomSide, VoteForms, VotePage,
        },
        rules::deliberation::{self as rules, BallotForm, RoomForm, VoteForm},
    },
    scores::model::ScorecardForm,
};
use async_trait::async_trait;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody in a room.
struct Visitor {
    competition: Competition,
    side: RoomSide,
    account: Option<AccountId>,
    /// The judge that this person is, on either side.
    judge: Option<JudgeId>,
    /// The permit of a member of the panel.
    deliberant: Option<permits::Deliberant>,
    kept: BTreeSet<EntryId>,
    /// What this judge was assigned.
    cards: BTreeMap<EntryId, OwnCard>,
    /// Of these, the entries on which the own scorecard comes first.
    waiting: BTreeSet<EntryId>,
    room: Option<(Room, String)>,
}

impl Visitor {
    /// Lets somebody in. Whoever is an organiser and a judge is kept from what either is kept from.
    async fn enter(conn: &mut Conn, request: &Request, slug: &str, side: RoomSide) -> Result<Self, AppError> {
        let caller = request.caller();
        permits::signed_in(caller)?;
        let (competition, account, judge, deliberant, kept) = match side {
            RoomSide::Judge => {
                let competition = competitions::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
                let by = permits::deliberant(conn, caller, competition.id).await?;
                let kept = by.kept().clone();
                (competition, Some(by.account()), Some(by.judge()), Some(by), kept)
            }
            RoomSide::Organise => {
                let (competition, by) = organised::<Observer>(conn, caller, slug).await?;
                let (judge, kept) = kept_on_both_sides(conn, caller, &by).await?;
                (competition, by.account(), judge, None, kept)
            }
        };
        let room = store::room(conn, competition.id).await?;
        if side == RoomSide::Judge {
            rules::may_enter(competition.state, room.as_ref().map(|(room, _)| room))?;
        }
        let cards = match judge {
            Some(judge) => store::revisions::own_cards(conn, judge).await?,
            None => BTreeMap::new(),
        };
        let now = request.ambient.now();
        let waits = |card: &OwnCard| !rules::may_see_others(Some(card.handed_in.is_some()), card.closes_at, now);
        let waiting = cards.iter().filter(|(_, card)| waits(card)).map(|(entry, _)| *entry).collect();
        Ok(Self { competition, side, account, judge, deliberant, kept, cards, waiting, room })
    }

    /// Everything that the visitor reads nothing of: also where the own scorecard comes first, neither places nor totals.
    fn hidden(&self) -> BTreeSet<EntryId> {
        self.kept.union(&self.waiting).copied().collect()
    }

    fn room(&self) -> Option<&Room> {
        self.room.as_ref().map(|(room, _)| room)
    }

    async fn frame(&self, conn: &mut Conn, request: &Request) -> Result<RoomFrame, AppError> {
        let kept = if self.kept.is_empty() { Vec::new() } else { self.kept_titles(conn).await? };
        Ok(RoomFrame {
            is_open: rules::is_open(self.competition.state, self.room(), request.ambient.now()),
            competition: self.competition.clone(),
            room: self.room().cloned(),
            side: self.side,
            kept,
        })
    }

    /// Entries that are judged and kept from the visitor: that they exist, whether or not they are on the shortlist.
    async fn kept_titles(&self, conn: &mut Conn) -> Result<Vec<String>, AppError> {
        let eligible = Some(app::entries::model::EntryState::Eligible);
        let all = crate::entries::store::read::summaries(conn, self.competition.id, eligible).await?;
        Ok(all.into_iter().filter(|entry| self.kept.contains(&entry.id)).map(|entry| entry.title).collect())
    }

    /// How the members of the panel are called here. Organisers read names.
    async fn names(&self, conn: &mut Conn) -> Result<BTreeMap<JudgeId, Called>, AppError> {
        let judges = panel::judges(conn, self.competition.id).await?;
        let letters = match &self.room {
            Some((room, seed)) if self.side == RoomSide::Judge && room.settings.names == NamesInRoom::Letters => {
                rules::names_by_letters(seed, judges.iter().map(|judge| judge.id))
            }
            _ => BTreeMap::new(),
        };
        let called = |judge: app::panel::model::Judge| {
            let called = letters.get(&judge.id).cloned().map_or(Called::Name(judge.name), Called::Letter);
            (judge.id, called)
        };
        Ok(judges.into_iter().map(called).collect())
    }
}

/// What is kept from an organiser, who may be a judge too.
async fn kept_on_both_sides(
    conn: &mut Conn,
    caller: Option<&Caller>,
    by: &Observer,
) -> Result<(Option<JudgeId>, BTreeSet<EntryId>), AppError> {
    let mut kept = by.kept().clone();
    let judge = match permits::seat(conn, caller, by.competition()).await {
        Ok(seat) => seat.judge(),
        Err(AppError::NotFound) => return Ok((None, kept)),
        Err(other) => return Err(other),
    };
    let barred = store::barred(conn, by.competition()).await?;
    kept.extend(barred.into_iter().filter(|(of, _)| *of == judge.uuid()).map(|(_, entry)| entry));
    Ok((Some(judge), kept))
}

/// A permit to speak about an entry. Who is not on the panel speaks as an organiser, whichever page they came from.
async fn speaker(
    conn: &mut Conn,
    caller: Option<&Caller>,
    competition: CompetitionId,
    (entry, side): (EntryId, RoomSide),
) -> Result<Speaker, AppError> {
    match side {
        RoomSide::Judge => match permits::deliberant(conn, caller, competition).await {
            Err(AppError::NotFound) => Box::pin(speaker(conn, caller, competition, (entry, RoomSide::Organise))).await,
            by => Ok(by?.speaker(entry)?),
        },
        RoomSide::Organise => {
            let by: Editor = permits::organiser(conn, caller, competition).await?;
            free_of(conn, caller, &by, std::iter::once(entry)).await?;
            Ok(by.about::<Editor>(entry)?.into())
        }
    }
}

/// For an organiser who decides something about these entries: none is kept from them, on either side.
async fn free_of(
    conn: &mut Conn,
    caller: Option<&Caller>,
    by: &Observer,
    mut entries: impl Iterator<Item = EntryId>,
) -> Result<(), AppError> {
    let (_, kept) = kept_on_both_sides(conn, caller, by).await?;
    if entries.any(|entry| kept.contains(&entry)) { Err(Refusal::OwnConflict.into()) } else { Ok(()) }
}

#[async_trait]
impl Deliberation for ResultsService {
    async fn room(&self, slug: String, side: RoomSide) -> Result<RoomPage, AppError> {
        show::room(&self.0, &slug, side).await
    }

    async fn entry(&self, slug: String, entry: EntryId, side: RoomSide) -> Result<EntryRoom, AppError> {
        entry::entry(&self.0, &slug, entry, side).await
    }

    async fn open_room(&self, slug: String, form: RoomForm) -> Result<Next, AppError> {
        change::open_room(&self.0, slug, form).await
    }

    async fn close_room(&self, slug: String) -> Result<Next, AppError> {
        change::close_room(&self.0, slug).await
    }

    async fn say(
        &self,
        slug: String,
        entry: EntryId,
        side: RoomSide,
        language: String,
        text: String,
    ) -> Result<Next, AppError> {
        change::say(&self.0, slug, (entry, side), language, text).await
    }

    async fn withdraw(&self, post: PostId, side: RoomSide) -> Result<Next, AppError> {
        change::withdraw(&self.0, post, side).await
    }

    async fn revise(&self, form: ScorecardForm, reason: String) -> Result<Next, AppError> {
        entry::revise(&self.0, form, reason).await
    }
}

impl ResultsService {
    /// Everything of a room as a document, for organisers: posts that were taken back without their words, votes that are
    /// open without what was voted, and nothing of what is kept from the reader.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`], also before there was a room.
    pub async fn room_document(&self, slug: &str) -> Result<serde_json::Value, AppError> {
        let mut conn = self.0.read().await?;
        let visitor = Visitor::enter(&mut conn, &self.0, slug, RoomSide::Organise).await?;
        drop(conn);
        count::close_due(&self.0, visitor.competition.id).await?;
        let hidden = visitor.hidden();
        let reading = store::archive::Reading { withdrawn: false, kept: &hidden };
        let mut conn = self.0.read().await?;
        store::archive::document(&mut conn, visitor.competition.id, reading).await?.ok_or(AppError::NotFound)
    }
}

#[async_trait]
impl Votes for ResultsService {
    async fn vote(&self, slug: String, vote: VoteId, side: RoomSide) -> Result<VotePage, AppError> {
        vote::page(&self.0, &slug, vote, side).await
    }

    async fn askable(&self, slug: String) -> Result<VoteForms, AppError> {
        ask::forms(&self.0, &slug).await
    }

    async fn open_vote(&self, slug: String, form: VoteForm) -> Result<Next, AppError> {
        ask::open(&self.0, slug, form).await
    }

    async fn cast(&self, vote: VoteId, form: BallotForm) -> Result<Next, AppError> {
        vote::cast(&self.0, vote, form).await
    }

    async fn close_vote(&self, vote: VoteId) -> Result<Next, AppError> {
        count::close(&self.0, vote).await
    }

    async fn cancel_vote(&self, vote: VoteId, cancel_reason: String) -> Result<Next, AppError> {
        count::cancel(&self.0, vote, cancel_reason).await
    }

    async fn decide_vote(&self, vote: VoteId, option: String, decide_reason: String) -> Result<Next, AppError> {
        count::decide(&self.0, vote, option, decide_reason).await
    }

    async fn apply_vote(&self, vote: VoteId) -> Result<Next, AppError> {
        count::apply(&self.0, vote).await
    }
}
