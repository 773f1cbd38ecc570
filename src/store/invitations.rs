//! Invitations: by which code somebody joins as what.

use super::query::{execute, fetch_all, fetch_optional, fetch_scalar, row};
use super::{Error, Result, Tx};
use crate::domain::ids::{InvitationId, PersonId, UnitId};
use crate::domain::org::{Role, UnitPath};

row! {
    struct InvitationRow {
        id: i64,
        role: String,
        unit_id: Option<i64>,
        person_id: Option<i64>,
        uses: i64,
        uses_left: i64,
        expires_at: Option<i64>,
        revoked_at: Option<i64>,
        created_by: Option<i64>,
    }
}

/// An invitation as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Our number.
    pub id: InvitationId,
    /// As what one joins.
    pub role: Role,
    /// Where; `None` only for an administrator of everything.
    pub unit: Option<UnitId>,
    /// The one person of the roster it is for; `None` if it is for anybody.
    pub person: Option<PersonId>,
    /// For how many it was made.
    pub uses: i64,
    /// How many may still join by it.
    pub uses_left: i64,
    /// Until when it holds, in Unix ms.
    pub expires_at: Option<i64>,
    /// When it was taken back.
    pub revoked_at: Option<i64>,
    /// Who invites; `None` for the command line.
    pub created_by: Option<PersonId>,
}

/// An invitation for anybody that holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveInvitation {
    /// The invitation.
    pub invitation: Invitation,
    /// The unit's name; `None` for an administrator of everything.
    pub unit_name: Option<String>,
    /// Over what one must be allowed to invite to have made it.
    pub over: UnitPath,
}

row! {
    struct LiveRow {
        id: i64,
        role: String,
        unit_id: Option<i64>,
        uses: i64,
        uses_left: i64,
        expires_at: Option<i64>,
        created_by: Option<i64>,
        unit_name: Option<String>,
        path: Option<String>,
    }
}

/// What an invitation is made of.
#[derive(Clone, Copy, Debug)]
pub struct NewInvitation<'a> {
    /// The secret in the link.
    pub code: &'a str,
    /// As what one joins.
    pub role: Role,
    /// Where; `None` only for an administrator of everything.
    pub unit: Option<UnitId>,
    /// The one person of the roster it is for; `None` if it is for anybody.
    pub person: Option<PersonId>,
    /// How many may join by it.
    pub uses: i64,
    /// Until when it holds, in Unix ms; `None` for ever.
    pub expires_at: Option<i64>,
    /// Who invites; `None` for the command line.
    pub created_by: Option<PersonId>,
    /// The present, in Unix ms.
    pub now: i64,
}

row! {
    struct NotJoinedRow {
        person_id: i64,
        name: String,
        roster_code: Option<String>,
        phone: Option<String>,
        membership_id: i64,
        role: String,
        title: Option<String>,
        unit_id: i64,
        unit_code: String,
        unit_name: String,
        code: Option<String>,
    }
}

/// Somebody on the roster who has not joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJoined {
    /// Who.
    pub person: PersonId,
    /// The full name.
    pub name: String,
    /// The organisation's own code for him.
    pub roster_code: Option<String>,
    /// The telephone number as `+84…`.
    pub phone: Option<String>,
    /// His first role.
    pub role: Role,
    /// His office in it.
    pub title: Option<String>,
    /// Where he holds it.
    pub unit: UnitId,
    /// The unit's code.
    pub unit_code: String,
    /// The unit's name.
    pub unit_name: String,
    /// The code of a personal invitation of his that still holds.
    pub code: Option<String>,
}

impl Tx {
    /// Everybody on the roster without an account whose oldest role at `now` is in the unit with
    /// this path or below it, with that role and the personal invitation that still holds, by unit
    /// and name.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn invitation_list_not_joined(
        &mut self,
        below: &UnitPath,
        now: i64,
    ) -> Result<Vec<NotJoined>> {
        fetch_all!(
            self,
            NotJoinedRow,
            "SELECT p.id AS person_id, p.name AS name, p.code AS roster_code, p.phone AS phone,
                m.id AS membership_id, m.role AS role, m.title AS title,
                u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, i.code AS code
             FROM people p
             JOIN memberships m ON m.id = (
                 SELECT MIN(held.id) FROM memberships held
                 WHERE held.person_id = p.id AND held.unit_id IS NOT NULL AND held.from_at <= $1
                   AND (held.until_at IS NULL OR held.until_at > $1))
             JOIN units u ON u.id = m.unit_id
             LEFT JOIN invitations i ON i.id = (
                 SELECT MAX(open.id) FROM invitations open
                 WHERE open.person_id = p.id AND open.revoked_at IS NULL AND open.uses_left > 0
                   AND (open.expires_at IS NULL OR open.expires_at > $1))
             WHERE p.telegram_id IS NULL AND u.path LIKE $2 || '%'
             ORDER BY u.path, p.folded, p.id",
            now,
            below.0.as_str()
        )?
        .into_iter()
        .map(not_joined)
        .collect()
    }

    /// Adds an invitation.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn invitation_insert(&mut self, new: &NewInvitation<'_>) -> Result<InvitationId> {
        let id = fetch_scalar!(
            self,
            i64,
            "INSERT INTO invitations
                 (code, role, unit_id, person_id, uses, uses_left, expires_at, created_by, created_at)
             VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8) RETURNING id",
            new.code,
            new.role.as_str(),
            new.unit.map(|unit| unit.0),
            new.person.map(|person| person.0),
            new.uses,
            new.expires_at,
            new.created_by.map(|person| person.0),
            new.now
        )?;
        Ok(InvitationId(id))
    }

    /// The invitation with this code, whether or not it still holds.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn invitation_by_code(&mut self, code: &str) -> Result<Option<Invitation>> {
        fetch_optional!(
            self,
            InvitationRow,
            "SELECT id, role, unit_id, person_id, uses, uses_left, expires_at, revoked_at, created_by
             FROM invitations WHERE code = $1",
            code
        )?
        .map(invitation)
        .transpose()
    }

    /// The invitation with this id, whether or not it still holds.
    ///
    /// # Errors
    /// If the database fails or the row is inconsistent.
    pub async fn invitation_by_id(&mut self, id: InvitationId) -> Result<Option<Invitation>> {
        fetch_optional!(
            self,
            InvitationRow,
            "SELECT id, role, unit_id, person_id, uses, uses_left, expires_at, revoked_at, created_by
             FROM invitations WHERE id = $1",
            id.0
        )?
        .map(invitation)
        .transpose()
    }

    /// The secret in the link of an invitation. It is asked for by itself, so that it gets nowhere
    /// by the way.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn invitation_code(&mut self, id: InvitationId) -> Result<Option<String>> {
        let row = fetch_optional!(
            self,
            (String,),
            "SELECT code FROM invitations WHERE id = $1",
            id.0
        )?;
        Ok(row.map(|(code,)| code))
    }

    /// The invitations for anybody into units at or below a path that hold at `now`; with those
    /// into no unit if the path is above all units. Oldest first.
    ///
    /// # Errors
    /// If the database fails or a row is inconsistent.
    pub async fn invitation_list_live(
        &mut self,
        over: &UnitPath,
        now: i64,
    ) -> Result<Vec<LiveInvitation>> {
        fetch_all!(
            self,
            LiveRow,
            "SELECT i.id AS id, i.role AS role, i.unit_id AS unit_id, i.uses AS uses,
                i.uses_left AS uses_left, i.expires_at AS expires_at, i.created_by AS created_by,
                u.name AS unit_name, u.path AS path
             FROM invitations i LEFT JOIN units u ON u.id = i.unit_id
             WHERE i.person_id IS NULL AND i.revoked_at IS NULL AND i.uses_left > 0
               AND (i.expires_at IS NULL OR i.expires_at > $2)
               AND COALESCE(u.path, '/') LIKE $1 || '%'
             ORDER BY i.id",
            over.0.as_str(),
            now
        )?
        .into_iter()
        .map(live)
        .collect()
    }

    /// Counts one use. Answers whether it counted: not if the invitation is used up, expired or
    /// revoked, even if two use the last one at the same moment.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn invitation_use(&mut self, id: InvitationId, now: i64) -> Result<bool> {
        let counted = execute!(
            self,
            "UPDATE invitations SET uses_left = uses_left - 1
             WHERE id = $1 AND uses_left > 0 AND revoked_at IS NULL
               AND (expires_at IS NULL OR expires_at > $2)",
            id.0,
            now
        )?;
        Ok(counted == 1)
    }

    /// Takes an invitation back. Answers `false` if it had been taken back before.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn invitation_revoke(&mut self, id: InvitationId, now: i64) -> Result<bool> {
        let revoked = execute!(
            self,
            "UPDATE invitations SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
            id.0,
            now
        )?;
        Ok(revoked == 1)
    }
}

fn not_joined(row: NotJoinedRow) -> Result<NotJoined> {
    let role = Role::parse(&row.role)
        .ok_or_else(|| Error::inconsistent("memberships", "role", row.membership_id, row.role))?;
    Ok(NotJoined {
        person: PersonId(row.person_id),
        name: row.name,
        roster_code: row.roster_code,
        phone: row.phone,
        role,
        title: row.title,
        unit: UnitId(row.unit_id),
        unit_code: row.unit_code,
        unit_name: row.unit_name,
        code: row.code,
    })
}

fn live(row: LiveRow) -> Result<LiveInvitation> {
    let invitation = invitation(InvitationRow {
        id: row.id,
        role: row.role,
        unit_id: row.unit_id,
        person_id: None,
        uses: row.uses,
        uses_left: row.uses_left,
        expires_at: row.expires_at,
        revoked_at: None,
        created_by: row.created_by,
    })?;
    Ok(LiveInvitation {
        invitation,
        unit_name: row.unit_name,
        over: row.path.map_or_else(UnitPath::everything, UnitPath),
    })
}

fn invitation(row: InvitationRow) -> Result<Invitation> {
    let role = Role::parse(&row.role)
        .ok_or_else(|| Error::inconsistent("invitations", "role", row.id, row.role))?;
    Ok(Invitation {
        id: InvitationId(row.id),
        role,
        unit: row.unit_id.map(UnitId),
        person: row.person_id.map(PersonId),
        uses: row.uses,
        uses_left: row.uses_left,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
        created_by: row.created_by.map(PersonId),
    })
}
