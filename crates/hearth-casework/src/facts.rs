//! The facts that access decides on, read from what stands in clear about a file.

use hearth_access::facts::{BrokenGlass, Conflict, ConflictKind, FileFacts, Involvement, InvolvementRole, Stage, Task};
use hearth_record::clear;
use hearth_store::{FileRow, WorkRow};
use jiff::Timestamp;

/// What is true of the file `row` whose work rows are `work`. No record is opened for it.
pub fn of(row: &FileRow, work: &[WorkRow]) -> FileFacts {
    let mut facts = FileFacts::new(row.file, row.person, row.authority.clone(), row.file_type);
    facts.restricted = row.flags.restricted;
    facts.walled = row.flags.walled;
    for line in work.iter().filter(|line| line.file == row.file) {
        take(&mut facts, line, work);
    }
    facts.stage = stage(&facts, work);
    facts
}

fn take(facts: &mut FileFacts, line: &WorkRow, work: &[WorkRow]) {
    match line.kind.as_str() {
        clear::INVOLVEMENT => {
            let reviews = work.iter().any(|other| other.record == line.record && other.kind == clear::REVIEWS);
            facts.involvements.push(Involvement {
                worker: line.worker,
                team: line.team,
                role: if reviews { InvolvementRole::Reviews } else { InvolvementRole::Holds },
                open: line.state == clear::OPEN,
            });
        }
        clear::TASK if line.state == clear::OPEN => facts.tasks.push(Task { worker: line.worker, team: line.team }),
        clear::NAMED => facts.permits.extend(line.worker),
        clear::CONFLICT => facts.conflicts.extend(line.worker.map(|worker| Conflict {
            worker,
            kind: if line.state == clear::DECLARED { ConflictKind::Declared } else { ConflictKind::Detected },
            yielded_to: None,
        })),
        clear::BROKEN_GLASS => facts.broken_glass.extend(glass(line, work)),
        _ => {}
    }
}

/// A broken glass stands in clear as who and until when; a second row of the same record names who approved it.
fn glass(line: &WorkRow, work: &[WorkRow]) -> Option<BrokenGlass> {
    let until: Timestamp = line.state.parse().ok()?;
    let approver = work.iter().find(|other| other.record == line.record && other.kind == clear::GLASS_APPROVED);
    Some(BrokenGlass { worker: line.worker?, until, approved_by: approver.and_then(|row| row.worker) })
}

fn stage(facts: &FileFacts, work: &[WorkRow]) -> Stage {
    let at_front_door = |line: &&WorkRow| {
        line.file == facts.file && line.state == clear::OPEN && clear::FRONT_DOOR.contains(&line.kind.as_str())
    };
    if work.iter().any(|line| at_front_door(&line)) {
        Stage::FrontDoor
    } else if facts.involvements.iter().any(|involvement| involvement.open) {
        Stage::Open
    } else {
        Stage::Closed
    }
}
