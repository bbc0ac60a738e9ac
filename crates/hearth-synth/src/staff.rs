//! The authority's own: teams, workers, schools, and the places that look after children.

use hearth_record::ids::{TeamId, WorkerId};
use jiff::Timestamp;

use crate::authority::Authority;
use crate::chance::Chance;
use crate::people::communities::FAMILIES;
use crate::people::names::{Sex, adult_forename, surname};
use crate::people::places::{self, ELSEWHERE};

/// A team.
#[derive(Clone, Debug)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Its code in the authority pack.
    pub code: &'static str,
    /// Its name.
    pub name: String,
    /// What it does.
    pub service: TeamService,
}

/// What a team does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TeamService {
    /// The front door.
    FrontDoor,
    /// Assessment and plans at home.
    Locality,
    /// Looked-after children.
    LookedAfter,
    /// Care leavers.
    LeavingCare,
    /// Independent review.
    Review,
}

/// A worker.
#[derive(Clone, Debug)]
pub struct Worker {
    /// The worker's id.
    pub id: WorkerId,
    /// Name.
    pub name: String,
    /// The number in the register of Social Work England: `SW` and digits.
    pub registration: String,
    /// Place of the team in the staff.
    pub team: usize,
}

/// A place that looks after children and that Ofsted knows.
#[derive(Clone, Debug)]
pub struct Provider {
    /// The Ofsted number, made up.
    pub urn: String,
    /// Placement types that it offers.
    pub kinds: &'static [&'static str],
    /// The SSDA903 provider code.
    pub code: &'static str,
    /// Its postcode. Foster carers of an agency live elsewhere.
    pub postcode: String,
    /// Its name.
    pub name: String,
}

/// Everyone and everywhere that the stories of one authority share.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Teams.
    pub teams: Vec<Team>,
    /// Workers.
    pub workers: Vec<Worker>,
    /// Providers of placements.
    pub providers: Vec<Provider>,
    /// Names of schools.
    pub schools: Vec<String>,
}

/// Code in the authority pack, name, service, workers a scale.
const TEAMS: &[(&str, &str, TeamService, u32)] = &[
    ("mash", "Multi Agency Safeguarding Hub", TeamService::FrontDoor, 4),
    ("locality_north", "Locality team North", TeamService::Locality, 8),
    ("locality_south", "Locality team South", TeamService::Locality, 8),
    ("corporate_parenting", "Corporate Parenting", TeamService::LookedAfter, 7),
    ("leaving_care", "Leaving Care", TeamService::LeavingCare, 4),
    ("independent_review", "Independent Reviewing Service", TeamService::Review, 3),
];

const FOSTER: &[&str] = &["U1", "U2", "U3", "U4", "U5", "U6"];

impl Staff {
    /// The staff of an authority with about so many children, from stream 0 of the seed.
    pub(crate) fn of(seed: u64, authority: &Authority, children: u32, made: Timestamp) -> Self {
        let mut chance = Chance::of(seed, 0);
        // About fifteen children to a worker, and never fewer than three dozen workers.
        let scale = (children / 500).clamp(1, 200);
        let mut staff = Self { teams: Vec::new(), workers: Vec::new(), providers: Vec::new(), schools: Vec::new() };
        for (code, name, service, size) in TEAMS {
            let team = staff.teams.len();
            let id = TeamId::new(made, chance.rng());
            staff.teams.push(Team { id, code, name: (*name).to_owned(), service: *service });
            for _ in 0..size * scale {
                let worker = worker(&mut chance, staff.workers.len(), team, made);
                staff.workers.push(worker);
            }
        }
        for _ in 0..24 {
            let kind = chance.weighted(&[("Primary School", 5), ("Academy", 2), ("High School", 2)]);
            staff.schools.push(format!("{} {kind}", places::street_name(&mut chance)));
        }
        staff.providers = providers(&mut chance, authority);
        staff
    }

    /// A worker of a service, each as likely as the next.
    pub(crate) fn worker(&self, chance: &mut Chance, service: TeamService) -> usize {
        let serves = |worker: &Worker| self.teams[worker.team].service == service;
        // INVARIANT: workers stand team after team, and every service has a team with workers.
        let first = self.workers.iter().position(serves).unwrap_or(0);
        let count = self.workers[first..].iter().take_while(|worker| serves(worker)).count();
        first + usize::try_from(chance.below(u32::try_from(count).unwrap_or(1))).unwrap_or(0)
    }

    /// Another worker of a service than the one before, where it has more than one.
    pub(crate) fn another(&self, chance: &mut Chance, service: TeamService, before: Option<usize>) -> usize {
        let worker = self.worker(chance, service);
        if before == Some(worker) { self.worker(chance, service) } else { worker }
    }

    /// The team of a worker.
    pub fn team_of(&self, worker: usize) -> &Team {
        &self.teams[self.workers[worker].team]
    }
}

fn worker(chance: &mut Chance, number: usize, team: usize, made: Timestamp) -> Worker {
    let community = chance.weighted(FAMILIES);
    let sex = if chance.percent(82) { Sex::Female } else { Sex::Male };
    let name = format!("{} {}", adult_forename(chance, community, sex), surname(chance, community));
    Worker { id: WorkerId::new(made, chance.rng()), name, registration: format!("SW{}", 20_001 + number * 7), team }
}

/// Provider code, types, name, and whether it lies in the authority.
type ProviderPattern = (&'static str, &'static [&'static str], &'static str, bool);

fn providers(chance: &mut Chance, authority: &Authority) -> Vec<Provider> {
    const PATTERNS: &[ProviderPattern] = &[
        ("PR1", FOSTER, "Fostering service", true),
        ("PR4", FOSTER, "Lantern Fostering", false),
        ("PR4", FOSTER, "Tideway Fostering", false),
        ("PR5", FOSTER, "Harbour Trust Fostering", false),
        ("PR1", &["K2"], "Avocet House", true),
        ("PR4", &["K2"], "Marlow Lodge", true),
        ("PR4", &["K2"], "Thornmere House", false),
        ("PR4", &["K2"], "Saltings", false),
        ("PR5", &["K2"], "Beacon House", false),
        ("PR4", &["K3"], "Quayside Supported Living", true),
        ("PR5", &["K3"], "Gateway Rooms", false),
        ("PR2", &["A4", "A6"], "Together for Adoption North", false),
        ("PR4", &["S1"], "Ravenholt School", false),
    ];
    let mut serial = 2_700_000 + u32::from(authority.la_code) * 100;
    PATTERNS
        .iter()
        .map(|(code, kinds, name, inside)| {
            serial += 1;
            let towns = if *inside { authority.towns } else { ELSEWHERE };
            let postcode = places::address(chance, towns).postcode;
            Provider { urn: serial.to_string(), kinds, code, postcode, name: (*name).to_owned() }
        })
        .collect()
}
