//! Contacts of several children: who decides, what goes from one file to the others, and what does not.

use hearth_access::Role;
use hearth_casework::{
    Desk, Failure,
    front_door::{Decided, NewContact, Receipt, Received, Ruling, Told, Who, contacted, decide, receive, take},
    recording::{Added, Correction, add, correct, correct_alike, withdraw},
};
use hearth_record::{
    Fields, FileType, Record,
    front_door::Contact,
    ids::{FileId, RecordId},
    people::Address,
};
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use rstest::rstest;

type Places = Vec<(FileId, RecordId)>;

const RECEIVED: &str = "2026-02-27T10:00:00Z";

fn told_of(who: Who, forename: &str) -> Told {
    let person = Fields::new().with("forename", forename).with("surname", "Quarmby");
    Told { child: true, person, address: None, relationship: None, who, keep_address: false }
}

fn child_of(child: &Filed, forename: &str) -> Told {
    told_of(Who::Known(child.file, Vec::new()), forename)
}

async fn received(desk: &Desk, told: &str, people: Vec<Told>, form: &str) -> Result<Received, Failure> {
    sent(desk, told, people, form).await.map(Receipt::at)
}

async fn sent(desk: &Desk, told: &str, people: Vec<Told>, form: &str) -> Result<Receipt, Failure> {
    let contact = Fields::new().with("received_at", RECEIVED).with("source", "2A").with("told", told);
    receive(desk, &NewContact { contact, people, siblings: true, form, draft: None }).await
}

/// Where the contact stands, as whoever opens the first file sees it.
async fn places(desk: &Desk, first: Received) -> Places {
    let view = desk.open(first.file, None, None).await.expect("opened");
    contacted(desk, &view, first.record).await.expect("a contact").places()
}

async fn now(desk: &Desk, (file, record): (FileId, RecordId)) -> (u32, Fields) {
    let view = desk.open(file, None, None).await.expect("opened");
    let current = view.record(record).expect("a contact").current().clone();
    (current.number, current.fields)
}

async fn corrected(
    desk: &Desk,
    place: (FileId, RecordId),
    name: &str,
    value: serde_json::Value,
) -> Result<(), Failure> {
    let (from, mut fields) = now(desk, place).await;
    fields.set(name, Some(value));
    let correction =
        Correction { record: place.1, from, fields, because: "they rang again".to_owned(), purpose: None, draft: None };
    correct(desk, place.0, correction).await.map(drop)
}

/// Two sisters whose files this person holds, and a contact about both.
async fn sisters(stage: &Stage, holder: &Person) -> (Desk, Places) {
    let mia = Paper::child("Mia", "Quarmby", "2016-05-01").held_by(holder).file(stage).await;
    let amy = Paper::child("Amy", "Quarmby", "2018-05-01").held_by(holder).file(stage).await;
    let desk = stage.desk(holder);
    let people = vec![child_of(&mia, "Mia"), child_of(&amy, "Amy")];
    let first = received(&desk, "They came without coats.", people, "").await.expect("received");
    let places = places(&desk, first).await;
    assert_eq!(places.len(), 2);
    (desk, places)
}

fn refused(done: &Result<(), Failure>) -> bool {
    matches!(done, Err(Failure::Refused(_)))
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_form_of_the_record_decides_a_contact_or_stops_its_clock_without_a_manager(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let (desk, sisters) = sisters(&stage, &priya).await;
    for (name, value) in [
        ("decided_at", "2026-02-28T10:00:00Z".into()),
        ("decision", "ADVICE".into()),
        ("decided_by", priya.worker.to_string().into()),
        ("threshold", "2".into()),
        ("rationale", "Nothing in it.".into()),
        ("outcomes", serde_json::json!(["NFA_FLAG"])),
    ] {
        let done = corrected(&desk, sisters[0], name, value).await;
        assert!(refused(&done), "{name}: {done:?}");
    }
    corrected(&desk, sisters[0], "told", "They came without shoes.".into()).await.expect("what was told is put right");
    let done = withdraw(&desk, sisters[0].0, sisters[0].1, "not needed", None).await.map(drop);
    assert!(refused(&done), "{done:?}");
    let fields = Fields::new().with("received_at", RECEIVED).with("source", "2A").with("decision", "ADVICE");
    let added = Added { kind: Contact::SCHEMA, fields, purpose: None, draft: None };
    let done = add(&desk, sisters[0].0, added).await;
    assert!(matches!(done, Err(Failure::Problems(_))), "{done:?}");
    let imran = stage.person(Role::MashManager, Some("mash")).await;
    let (desk, his) = self::sisters(&stage, &imran).await;
    corrected(&desk, his[0], "rationale", "Seen at school, well.".into()).await.expect("a manager may");
    withdraw(&desk, his[1].0, his[1].1, "another child’s", None).await.expect("a manager may");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_correction_of_a_contact_is_made_alike_in_what_was_told_and_nothing_else(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let imran = stage.person(Role::MashManager, Some("mash")).await;
    let (desk, sisters) = sisters(&stage, &imran).await;
    let (mia, amy) = (sisters[0], sisters[1]);
    let alike = async |desk: &Desk| {
        let view = desk.open(mia.0, None, None).await.expect("opened");
        correct_alike(desk, &view, mia.1).await.map(|saved| saved.len())
    };
    take(&desk, &[mia]).await.expect("taken");
    assert!(matches!(alike(&desk).await, Err(Failure::Wrong(_))), "to take a contact corrects nothing");
    corrected(&desk, mia, "rationale", "Seen at school.".into()).await.expect("corrected");
    assert!(matches!(alike(&desk).await, Err(Failure::Wrong(_))), "each child is decided by itself");
    corrected(&desk, mia, "told", "They came without shoes.".into()).await.expect("corrected");
    assert_eq!(alike(&desk).await.expect("made alike"), 1);
    let (_, hers) = now(&desk, amy).await;
    assert_eq!((hers.text("told"), hers.text("rationale")), (Some("They came without shoes."), None));
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let (desk, sisters) = self::sisters(&stage, &priya).await;
    corrected(&desk, sisters[0], "referrer_name", "Winifred Hale".into()).await.expect("corrected");
    let view = desk.open(sisters[0].0, None, None).await.expect("opened");
    let done = correct_alike(&desk, &view, sisters[0].1).await.map(drop);
    assert!(refused(&done), "who told is copied by those who may know it: {done:?}");
    assert_eq!(now(&desk, sisters[1]).await.1.text("referrer_name"), None);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_sister_whose_contact_was_not_decided_with_the_others_is_decided_later(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let imran = stage.person(Role::MashManager, Some("mash")).await;
    let (desk, sisters) = sisters(&stage, &imran).await;
    let decided = |places: &[(FileId, RecordId)]| Decided {
        rulings: places
            .iter()
            .map(|(file, record)| Ruling {
                file: *file,
                record: *record,
                decision: "ADVICE".to_owned(),
                team: None,
                team_because: String::new(),
            })
            .collect(),
        threshold: "2".to_owned(),
        rationale: "Seen at school, well.".to_owned(),
    };
    decide(&desk, &decided(&sisters[..1]), None).await.expect("decided for one");
    let view = desk.open(sisters[1].0, None, None).await.expect("opened");
    let open = contacted(&desk, &view, sisters[1].1).await.expect("a contact").undecided_places();
    assert_eq!(open, sisters[1..]);
    take(&desk, &open).await.expect("taken");
    decide(&desk, &decided(&open), None).await.expect("decided for the other");
    assert!(now(&desk, sisters[1]).await.1.get("decided_at").is_some());
    assert!(matches!(decide(&desk, &decided(&[]), None).await, Err(Failure::Wrong(_))), "nothing is left");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_contact_that_is_to_be_anonymous_later_is_so_in_each_file_at_once(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let imran = stage.person(Role::MashManager, Some("mash")).await;
    let zoe = Paper::child("Zoe", "Quarmby", "2014-05-01").restricted_to(&[imran.worker]).file(&stage).await;
    let ben = Paper::child("Ben", "Quarmby", "2015-05-01").held_by(&priya).file(&stage).await;
    let amy = Paper::child("Amy", "Quarmby", "2018-05-01").held_by(&priya).file(&stage).await;
    let people = vec![child_of(&ben, "Ben"), child_of(&zoe, "Zoe"), child_of(&amy, "Amy")];
    let manager = stage.desk(&imran);
    let first = received(&manager, "They shout.", people, "").await.expect("received");
    let places = places(&manager, first).await;
    assert_eq!(places.len(), 3);
    let desk = stage.desk(&priya);
    let unasked = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let (from, fields) = now(&manager, (first.file, first.record)).await;
    let (fields, because) = (fields.with("keep_anonymous", true), "they rang again".to_owned());
    let correction = Correction { record: first.record, from, fields, because, purpose: None, draft: None };
    let done = correct(&stage.desk(&unasked), first.file, correction).await.map(drop);
    assert!(refused(&done), "{done:?}");
    for place in &places {
        assert_eq!(now(&manager, *place).await.1.get("keep_anonymous"), None, "in all of them or in none");
    }
    corrected(&desk, (first.file, first.record), "keep_anonymous", true.into()).await.expect("corrected");
    let mut written = std::collections::BTreeSet::new();
    for (file, record) in &places {
        let view = manager.open(*file, None, None).await.expect("opened");
        let current = view.record(*record).expect("a contact").current().clone();
        assert_eq!(current.fields.get("keep_anonymous"), Some(&true.into()), "in the closed file too");
        assert_eq!(current.written.because.as_deref(), Some("they rang again"));
        written.insert(current.recorded_at);
    }
    assert_eq!(written.len(), 1, "in one act");
    let audit = stage.audit(&hearth_store::EntryQuery::File(zoe.file)).await;
    let entry = audit.iter().find(|entry| entry.action == "contact.anonymous").expect("an entry in the closed file");
    assert_eq!(
        entry.record.map(|record| (zoe.file, record)),
        places.iter().find(|(file, _)| *file == zoe.file).copied()
    );
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_a_contact_tells_of_one_stands_in_no_contact_of_another(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let imran = stage.person(Role::MashManager, Some("mash")).await;
    let mia = Paper::child("Mia", "Quarmby", "2016-05-01").held_by(&imran).file(&stage).await;
    let desk = stage.desk(&imran);
    let address = Fields::new().with("address_type", "HOME").with("house", "12").with("street", "Refuge Lane");
    let ben = Told { address: Some(address.clone()), ..told_of(Who::New, "Ben") };
    let people = vec![Told { address: Some(address), ..child_of(&mia, "Mia") }, ben];
    let first = received(&desk, "They have moved.", people, "").await.expect("received");
    let places = places(&desk, first).await;
    for place in &places {
        let (_, fields) = now(&desk, *place).await;
        let named = fields.text("named_as").expect("who was named");
        assert!(named.contains("Ben Quarmby, child") && !named.contains("Refuge"), "{named}");
    }
    let view = desk.open(places[1].0, None, None).await.expect("opened");
    let lives = view.all::<Address>();
    let street = lives[0].1.street.reveal().as_ref().map(|street| street.0.as_str());
    assert_eq!(street, Some("Refuge Lane"), "it is kept where it can be protected");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_adult_whom_nobody_at_the_front_door_may_find_is_not_named_in_a_contact(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let hidden = Paper::child("Dee", "Abney", "1990-05-01").of_type(FileType::Adult).walled().file(&stage).await;
    let open = Paper::child("Eve", "Abney", "1990-05-01").of_type(FileType::Adult).file(&stage).await;
    let desk = stage.desk(&holly);
    let mother = |adult: &Filed| Told {
        child: false,
        relationship: Some("MOTHER".to_owned()),
        ..told_of(Who::Known(adult.file, Vec::new()), "Dee")
    };
    received(&desk, "She is late.", vec![told_of(Who::New, "Ada"), mother(&open)], "").await.expect("received");
    let done = received(&desk, "She is late.", vec![told_of(Who::New, "Ada"), mother(&hidden)], "").await;
    assert!(matches!(done, Err(Failure::Refused(_) | Failure::Absent(_))), "{done:?}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_comes_again_is_the_same_contact_and_other_words_are_asked_about(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let desk = stage.desk(&holly);
    let ada = || vec![told_of(Who::New, "Ada")];
    let first = received(&desk, "She is late.", ada(), "form-1").await.expect("received");
    let again = sent(&desk, "She is late.", ada(), "form-1").await.expect("received");
    assert_eq!(again, Receipt::Before(first), "sent twice");
    let before = stage.whole_audit("sefton").await.len();
    for words in ["She was hit.", "She was hit twice.", "She was hit."] {
        let other = sent(&desk, words, ada(), "form-1").await.expect("an answer");
        assert_eq!(other, Receipt::Otherwise(first), "{words}");
    }
    let two = vec![told_of(Who::New, "Ada"), told_of(Who::New, "Ben")];
    let more = sent(&desk, "She is late.", two, "form-1").await.expect("an answer");
    assert_eq!(more, Receipt::Otherwise(first), "a child more");
    assert_eq!(stage.whole_audit("sefton").await.len(), before, "nothing was written");
    let another = sent(&desk, "She was hit.", ada(), "form-2").await.expect("received");
    assert!(matches!(another, Receipt::Written(at) if at != first), "as another contact it is written");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_told_of_somebody_known_stands_beside_theirs_and_replaces_none(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let imran = stage.person(Role::MashManager, Some("mash")).await;
    let home = [("address_type", "HOME"), ("house", "12"), ("street", "Quay Road"), ("started", "2020-01-01")];
    let hidden: Vec<(&str, &str)> = home.into_iter().chain([("protected", "yes")]).collect();
    let mia = Paper::child("Mia", "Quarmby", "2016-05-01").with("address", &home).held_by(&imran).file(&stage).await;
    let amy = Paper::child("Amy", "Quarmby", "2018-05-01").with("address", &hidden).held_by(&imran).file(&stage).await;
    let dee = Paper::child("Dee", "Quarmby", "1990-05-01").of_type(FileType::Adult).held_by(&imran).file(&stage).await;
    let cal = Paper::child("Cal", "Quarmby", "2012-05-01").with("address", &home).held_by(&imran).file(&stage).await;
    let desk = stage.desk(&imran);
    let told = Fields::new().with("address_type", "HOME").with("house", "9").with("street", "Larkspur Close");
    let known = Fields::new().with("address_type", "HOME").with("house", "12").with("street", "QUAY ROAD");
    let at = |child: &Filed, name: &str, address: &Fields, keep_address: bool| Told {
        address: Some(address.clone()),
        keep_address,
        ..child_of(child, name)
    };
    let mother = Told { child: false, relationship: Some("MOTHER".to_owned()), ..at(&dee, "Dee", &told, true) };
    let people =
        vec![at(&mia, "Mia", &told, true), at(&amy, "Amy", &told, true), mother, at(&cal, "Cal", &known, true)];
    received(&desk, "They have moved.", people, "").await.expect("received");
    let addresses = async |filed: &Filed| {
        let view = desk.open(filed.file, None, None).await.expect("opened");
        view.all::<Address>().into_iter().map(|(_, address)| address).collect::<Vec<_>>()
    };
    let hers = addresses(&mia).await;
    assert_eq!(hers.len(), 2, "what stood there stands");
    let new = &hers[1];
    assert_eq!((*new.confirmed, *new.told_on), (Some(false), Some(jiff::civil::date(2026, 2, 27))));
    assert_eq!(new.source.reveal().as_ref().map(|line| line.0.as_str()), Some("the person who told us"));
    assert!(new.likeliest() < hers[0].likeliest(), "and stays the home");
    assert_eq!(*new.protected, None);
    let protected = addresses(&amy).await;
    assert!(protected.iter().all(|address| *address.protected == Some(true)), "whoever fled may have fled there");
    assert_eq!(addresses(&dee).await.len(), 1, "an adult's too");
    assert_eq!(addresses(&cal).await.len(), 1, "what stands there is not written twice");
    let again = vec![at(&mia, "Mia", &known, false)];
    received(&desk, "They came again.", again, "").await.expect("received");
    assert_eq!(addresses(&mia).await.len(), 2, "without the tick nothing is written");
    let zed = stage.person(Role::SocialWorker, None).await;
    let shut = Paper::child("Eve", "Quarmby", "1990-05-01").of_type(FileType::Adult).restricted_to(&[zed.worker]);
    let shut = shut.file(&stage).await;
    let mother = Told { child: false, relationship: Some("MOTHER".to_owned()), ..at(&shut, "Eve", &told, true) };
    let done = received(&desk, "They have moved.", vec![told_of(Who::New, "Ada"), mother], "").await;
    assert!(matches!(&done, Err(Failure::Wrong(why)) if why.contains("Eve Quarmby")), "{done:?}");
}
