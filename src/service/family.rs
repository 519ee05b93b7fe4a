//! Families: which children belong to them, from when to when.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::family::Member;
use domain::row::{Recorded as _, Row as _};
use domain::{Action, Code, Day, MemberId, Membership, Refusal, rows};

/// Writes a child's place in a family; its event is the next.
pub(super) fn write_member(work: &mut UnitOfWork<'_>, member: &Member) -> Result<()> {
    let child = work.child(&member.child)?;
    work.calendar.has_come(member.from_on)?;
    let begun = work.found(work.reader().begun(child.id)?, "child", &member.child)?;
    begun.admits("a place in a family", member.from_on, true)?;
    member.joins(&work.reader().families_of(&member.child)?)?;
    let Member { id, ref family, kind, from_on, until_on, .. } = *member;
    let (family_ref, child_id) = (family.clone(), child.id);
    work.tx.insert(&rows::FamilyMember { member_id: id, family_ref, child_id, kind, from_on, until_on })?;
    Ok(())
}

/// Ends a child's place in a family; its event is the next.
pub(super) fn end_member(work: &mut UnitOfWork<'_>, member: &Member, on: Day) -> Result<()> {
    work.calendar.has_come(on)?;
    member.leaves(on)?;
    Ok(work.tx.amend(rows::FamilyMember::TABLE, member.id.get(), &vec![("until_on", on.value())])?)
}

/// Registers a family by its children.
#[derive(Clone, Debug, Serialize)]
pub struct FamilyAdd {
    pub family: Code,
    pub children: Vec<Code>,
    pub kind: Membership,
    pub on: Option<Day>,
}

impl UseCase for FamilyAdd {
    // Its last event, which carries the key, is that of the last child.
    const KIND: &'static str = FamilyJoin::KIND;
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let family = &self.family;
        if !work.reader().family(family)?.is_empty() {
            return Err(Refusal::RegisteredAlready { what: "family", code: family.to_string() }.into());
        }
        if self.children.is_empty() {
            return Err(Refusal::FamilyWithoutChildren { family: family.clone(), on: None }.into());
        }
        let from_on = work.on(self.on);
        for (place, child) in self.children.iter().enumerate() {
            if place > 0 {
                super::seal_as(&mut work.tx, Self::KIND, None, "null")?;
            }
            let id = MemberId::new(work.tx.next());
            let (family, child, kind) = (family.clone(), child.clone(), self.kind);
            write_member(work, &Member { id, family, child, kind, from_on, until_on: None })?;
        }
        let children: Vec<&str> = self.children.iter().map(Code::as_str).collect();
        Ok(Reply::new(format!("registered family {family} from {from_on}: {}", children.join(", "))))
    }
}

/// Adds a child to a family.
#[derive(Clone, Debug, Serialize)]
pub struct FamilyJoin {
    pub family: Code,
    pub child: Code,
    pub kind: Membership,
    pub on: Option<Day>,
    pub until: Option<Day>,
}

impl UseCase for FamilyJoin {
    const KIND: &'static str = "family.join";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let Self { family, child, kind, until, .. } = self;
        work.family(family)?;
        let (id, from_on) = (MemberId::new(work.tx.next()), work.on(self.on));
        let (family, child) = (family.clone(), child.clone());
        let member = Member { id, family, child, kind: *kind, from_on, until_on: *until };
        write_member(work, &member)?;
        let Member { family, child, kind, .. } = member;
        let until = until.map(|day| format!(" to {day}")).unwrap_or_default();
        let kind = kind.as_str().replace('_', " ");
        Ok(Reply::new(format!(
            "{child} belongs to family {family} from {from_on}{until}: {kind} (member {id})"
        )))
    }
}

/// Ends a child's place in a family; the day is the last on which it belongs to it.
#[derive(Clone, Debug, Serialize)]
pub struct FamilyLeave {
    pub family: Code,
    pub child: Code,
    pub on: Option<Day>,
}

impl UseCase for FamilyLeave {
    const KIND: &'static str = "family.leave";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (family, child) = (&self.family, work.child(&self.child)?.child_ref);
        let mut known = work.family(family)?;
        known.retain(|member| member.child == child);
        // The one that goes on, else the last.
        known.sort_by_key(|member| (member.until_on.is_none(), member.from_on));
        let not_of_it = || Refusal::NotOfTheFamily { child: child.clone(), family: family.clone(), on: None };
        let member = known.pop().ok_or_else(not_of_it)?;
        let on = work.on(self.on);
        end_member(work, &member, on)?;
        let shared = work.reader().shared_after(family, &child, on)?;
        let warnings = shared.map(|entry| {
            format!("{child} has a share of what was bought for {family} after that: entry {entry}")
        });
        let reply = Reply::new(format!("{child} leaves family {family}; the last day is {on}"));
        Ok(Reply { warnings: warnings.into_iter().collect(), ..reply })
    }
}

impl UnitOfWork<'_> {
    /// Finds the places of a family's children.
    ///
    /// # Errors
    /// `UNKNOWN_FAMILY`.
    pub(super) fn family(&self, family: &Code) -> Result<Vec<Member>> {
        let members = self.reader().family(family)?;
        self.found((!members.is_empty()).then_some(members), "family", family)
    }
}
