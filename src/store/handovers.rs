//! Handovers: who stands in for whom, from when until when.

use super::people::{PersonRow, person};
use super::query::{execute, fetch_all, fetch_one, fetch_optional, fetch_scalar, row};
use super::{Error, Inner, Result, Tx};
use crate::domain::handover::{Ending, Handover};
use crate::domain::ids::{ChatId, DirectiveId, HandoverId, PersonId};
use crate::domain::person::Person;

row! {
    struct HandoverRow {
        id: i64,
        person_id: i64,
        deputy_id: i64,
        from_at: i64,
        until_at: i64,
        created_at: i64,
        begun_at: Option<i64>,
        ended_at: Option<i64>,
        ending: Option<String>,
    }
}

row! {
    /// What a deputy did in somebody's place.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct HandoverDeeds {
        /// Receipts given.
        pub confirmed: i64,
        /// Tasks reported done.
        pub finished: i64,
        /// Everything else that stands in the audit.
        pub other: i64,
    }
}

/// Somebody who is away, and where what is for him goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// The handover.
    pub handover: HandoverId,
    /// Who.
    pub person: PersonId,
    /// The private chat of his deputy.
    pub deputy_chat: ChatId,
}

/// Handovers that fulfil a condition.
macro_rules! handovers {
    ($condition:literal) => {
        concat!(
            "SELECT h.id, h.person_id, h.deputy_id, h.from_at, h.until_at, h.created_at,
                h.begun_at, h.ended_at, h.ending
             FROM handovers h ",
            $condition
        )
    };
}

/// Those who work in a unit of the person $1 at $2, or lead the unit right above one that he leads;
/// who can be written to, and whose folded name contains $3.
macro_rules! colleagues {
    ($what:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM people p JOIN chats c ON c.person_id = p.id AND c.unreachable IS NULL
             WHERE p.id <> $1 AND p.joined_at IS NOT NULL AND p.folded LIKE '%' || $3 || '%'
               AND NOT EXISTS (SELECT 1 FROM handovers h
                               WHERE h.person_id = p.id AND h.ended_at IS NULL)
               AND EXISTS (
                 SELECT 1 FROM memberships own
                 JOIN memberships theirs ON theirs.person_id = $1
                 JOIN units u ON u.id = theirs.unit_id
                 WHERE own.person_id = p.id
                   AND own.role IN ('leader', 'clerk', 'cadre', 'duty')
                   AND theirs.role IN ('leader', 'clerk', 'cadre', 'duty')
                   AND own.from_at <= $2 AND (own.until_at IS NULL OR own.until_at > $2)
                   AND theirs.from_at <= $2 AND (theirs.until_at IS NULL OR theirs.until_at > $2)
                   AND (own.unit_id = u.id
                        OR (own.role = 'leader' AND theirs.role = 'leader'
                            AND own.unit_id = u.parent_id)))",
            $rest
        )
    };
}

impl Tx {
    /// Writes down a handover.
    ///
    /// # Errors
    /// If the person has one that has not ended, or the database fails.
    pub async fn handover_insert(
        &mut self,
        person: PersonId,
        deputy: PersonId,
        from: i64,
        until: i64,
        now: i64,
    ) -> Result<HandoverId> {
        self.wake_jobs();
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO handovers (person_id, deputy_id, from_at, until_at, created_at)
             VALUES ($1, $2, $3, $4, $5) RETURNING id",
            person.0,
            deputy.0,
            from,
            until,
            now
        )?;
        Ok(HandoverId(id))
    }

    /// A handover by its number with us.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn handover_by_id(&mut self, id: HandoverId) -> Result<Option<Handover>> {
        fetch_optional!(self, HandoverRow, handovers!("WHERE h.id = $1"), id.0)?
            .map(handover)
            .transpose()
    }

    /// The handover of a person that has not ended, whether or not it has begun.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn handover_of(&mut self, person: PersonId) -> Result<Option<Handover>> {
        fetch_optional!(
            self,
            HandoverRow,
            handovers!("WHERE h.person_id = $1 AND h.ended_at IS NULL"),
            person.0
        )?
        .map(handover)
        .transpose()
    }

    /// The handovers to a deputy that have not ended, whether or not they have begun.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn handover_list_to(&mut self, deputy: PersonId) -> Result<Vec<Handover>> {
        fetch_all!(
            self,
            HandoverRow,
            handovers!("WHERE h.deputy_id = $1 AND h.ended_at IS NULL ORDER BY h.id"),
            deputy.0
        )?
        .into_iter()
        .map(handover)
        .collect()
    }

    /// Who stands in for a person at `now` (Unix ms).
    ///
    /// # Errors
    /// If the database fails.
    pub async fn deputy_of(&mut self, person: PersonId, now: i64) -> Result<Option<PersonId>> {
        let found = fetch_optional!(
            self,
            (i64,),
            "SELECT deputy_id FROM handovers
             WHERE person_id = $1 AND ended_at IS NULL AND from_at <= $2 AND until_at > $2",
            person.0,
            now
        )?;
        Ok(found.map(|(deputy,)| PersonId(deputy)))
    }

    /// The handovers that are to begin or to end at `now` (Unix ms): by their time, or because the
    /// deputy cannot be reached. The longest due first.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn handover_list_due(&mut self, now: i64) -> Result<Vec<Handover>> {
        fetch_all!(
            self,
            HandoverRow,
            handovers!(
                "WHERE h.ended_at IS NULL AND (
                     (h.begun_at IS NULL AND h.from_at <= $1) OR h.until_at <= $1
                     OR NOT EXISTS (SELECT 1 FROM chats c WHERE c.person_id = h.deputy_id
                                    AND c.unreachable IS NULL))
                 ORDER BY h.from_at, h.id"
            ),
            now
        )?
        .into_iter()
        .map(handover)
        .collect()
    }

    /// When the next handover begins or ends, Unix ms.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn handover_next(&mut self) -> Result<Option<i64>> {
        let (next,) = fetch_one!(
            self,
            (Option<i64>,),
            "SELECT MIN(CASE WHEN begun_at IS NULL THEN from_at ELSE until_at END)
             FROM handovers WHERE ended_at IS NULL"
        )?;
        Ok(next)
    }

    /// Notes that the deputy was given what is open. Answers whether that is news.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn handover_begin(&mut self, id: HandoverId, now: i64) -> Result<bool> {
        let touched = execute!(
            self,
            "UPDATE handovers SET begun_at = $2
             WHERE id = $1 AND begun_at IS NULL AND ended_at IS NULL",
            id.0,
            now
        )?;
        Ok(touched == 1)
    }

    /// Lets a handover end at another instant (Unix ms).
    ///
    /// # Errors
    /// If the database fails.
    pub async fn handover_set_until(&mut self, id: HandoverId, until: i64) -> Result<()> {
        self.wake_jobs();
        execute!(
            self,
            "UPDATE handovers SET until_at = $2 WHERE id = $1 AND ended_at IS NULL",
            id.0,
            until
        )?;
        Ok(())
    }

    /// Ends a handover. Answers whether it had not ended before.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn handover_end(&mut self, id: HandoverId, ending: Ending, now: i64) -> Result<bool> {
        let touched = execute!(
            self,
            "UPDATE handovers SET ended_at = $2, ending = $3 WHERE id = $1 AND ended_at IS NULL",
            id.0,
            now,
            ending.as_str()
        )?;
        Ok(touched == 1)
    }

    /// What the deputy has done in the person's place since it began.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn handover_deeds(&mut self, handover: &Handover) -> Result<HandoverDeeds> {
        let until = handover.ended.map_or(i64::MAX, |(at, _)| at);
        fetch_one!(
            self,
            HandoverDeeds,
            "SELECT COUNT(CASE WHEN action = 'receipt.confirm' THEN 1 END) AS confirmed,
                COUNT(CASE WHEN action = 'task.finish' THEN 1 END) AS finished,
                COUNT(CASE WHEN action NOT IN ('receipt.confirm', 'task.finish') THEN 1 END) AS other
             FROM audit
             WHERE actor_id = $1 AND on_behalf_of = $2 AND at >= $3 AND at <= $4",
            handover.deputy.0,
            handover.person.0,
            handover.from,
            until
        )
    }

    /// Those who could stand in for a person at `now` (Unix ms), by name: a page of those whose name
    /// contains the folded text, and how many there are in all.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn handover_candidates(
        &mut self,
        of: PersonId,
        folded: &str,
        limit: i64,
        offset: i64,
        now: i64,
    ) -> Result<(Vec<Person>, i64)> {
        let total = fetch_scalar!(self, i64, colleagues!("COUNT(*)", ""), of.0, now, folded)?;
        let page = fetch_all!(
            self,
            PersonRow,
            colleagues!(
                "p.id, p.code, p.name, p.phone, p.telegram_id, p.locale, p.joined_at",
                " ORDER BY p.folded, p.id LIMIT $4 OFFSET $5"
            ),
            of.0,
            now,
            folded,
            limit,
            offset
        )?
        .into_iter()
        .map(person)
        .collect::<Result<_>>()?;
        Ok((page, total))
    }

    /// Of those asked for a receipt of a revision, who is away at `now` (Unix ms), with the handover
    /// and the deputy's private chat.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn handovers_of_recipients(
        &mut self,
        directive: DirectiveId,
        revision: i64,
        now: i64,
    ) -> Result<Vec<Away>> {
        let rows = fetch_all!(
            self,
            (i64, i64, i64),
            "SELECT h.id, h.person_id, c.id
             FROM handovers h
             JOIN receipts r ON r.person_id = h.person_id
             JOIN chats c ON c.person_id = h.deputy_id
             WHERE h.ended_at IS NULL AND h.from_at <= $3 AND h.until_at > $3
               AND r.directive_id = $1 AND r.revision = $2
             ORDER BY h.id",
            directive.0,
            revision,
            now
        )?;
        Ok(rows
            .into_iter()
            .map(|(handover, person, chat)| Away {
                handover: HandoverId(handover),
                person: PersonId(person),
                deputy_chat: ChatId(chat),
            })
            .collect())
    }

    /// The directives that wait for approval by a person as leader at `now` (Unix ms), oldest first,
    /// without those in whose preparation one of these two has a part.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn approvals_waiting(
        &mut self,
        person: PersonId,
        deputy: PersonId,
        now: i64,
    ) -> Result<Vec<DirectiveId>> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT d.id FROM directives d JOIN units u ON u.id = d.unit_id
             WHERE d.state = 'submitted' AND d.author_id NOT IN ($1, $2)
               AND (d.author_for_id IS NULL OR d.author_for_id NOT IN ($1, $2))
               AND EXISTS (
                 SELECT 1 FROM memberships m JOIN units o ON o.id = m.unit_id
                 WHERE m.person_id = $1 AND m.role = 'leader' AND u.path LIKE o.path || '%'
                   AND m.from_at <= $3 AND (m.until_at IS NULL OR m.until_at > $3))
             ORDER BY d.id",
            person.0,
            deputy.0,
            now
        )?;
        Ok(rows.into_iter().map(|(id,)| DirectiveId(id)).collect())
    }

    /// Lets nobody else change the handovers of these two until this unit of work ends. On SQLite
    /// there is one writer anyway.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn handover_lock(&mut self, one: PersonId, other: PersonId) -> Result<()> {
        if let Inner::Postgres(_) = self.inner {
            fetch_all!(
                self,
                (i64,),
                "SELECT id FROM people WHERE id IN ($1, $2) ORDER BY id FOR UPDATE",
                one.0,
                other.0
            )?;
        }
        Ok(())
    }
}

fn handover(row: HandoverRow) -> Result<Handover> {
    let ending = row
        .ending
        .map(|code| {
            Ending::parse(&code)
                .ok_or_else(|| Error::inconsistent("handovers", "ending", row.id, code))
        })
        .transpose()?;
    Ok(Handover {
        id: HandoverId(row.id),
        person: PersonId(row.person_id),
        deputy: PersonId(row.deputy_id),
        from: row.from_at,
        until: row.until_at,
        created: row.created_at,
        begun: row.begun_at,
        ended: row.ended_at.zip(ending),
    })
}
