use hearth_record::Record;
use hearth_record::looked_after::{LegalStatus, PeriodOfCare, Placement, care_episodes};

use super::{account_of, of_kind, only_child, read_903, texts};
use crate::import::{Fate, ImportedChild};

const EPISODES: &str =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";
const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";

fn episodes(rows: &str) -> ImportedChild {
    let text = format!("{EPISODES}{rows}");
    only_child(&read_903(&[("e.csv", &text)]), 2026)
}

fn fates(child: &ImportedChild, table: &str) -> Vec<Fate> {
    let mut rows: Vec<_> = child.rows.iter().filter(|row| row.table == table).collect();
    rows.sort_by_key(|row| row.row);
    rows.iter().map(|row| row.fate).collect()
}

/// The episodes that the imported records come to, each as `DECOM RNE LS PLACE DEC REC REASON`.
fn derived(child: &ImportedChild) -> Vec<String> {
    fn all<R: Record>(child: &ImportedChild) -> Vec<R> {
        let records = of_kind(child, R::SCHEMA.kind);
        records.iter().map(|record| R::from_fields(&record.fields).expect("a record of its kind")).collect()
    }
    let (periods, statuses, placements) =
        (all::<PeriodOfCare>(child), all::<LegalStatus>(child), all::<Placement>(child));
    let derivation = care_episodes::derive(&periods, &statuses, &placements);
    let one = |episode: &care_episodes::CareEpisode| {
        let dec = episode.dec.map_or_else(|| "-".to_owned(), |dec| dec.to_string());
        let rec = episode.rec.map_or("-", |rec| rec.code());
        let reason = episode.reason_place_change.map_or("-", |reason| reason.code());
        let (ls, place) = (episode.legal_status.code(), episode.place.placement_type.code());
        format!("{} {} {ls} {place} {dec} {rec} {reason}", episode.decom, episode.rne.code())
    };
    derivation.episodes.iter().map(one).collect()
}

#[test]
fn episodes_become_a_period_with_timelines_that_derive_to_the_same_episodes() {
    let child = episodes(
        "101,01/04/2025,S,V2,N1,U6,PR1,03/05/2025,X1,,L20 3NJ,L21 1AA,SC000001\n\
         101,03/05/2025,L,C1,N1,U6,PR1,10/06/2025,X1,OTHER,L20 3NJ,L21 1AA,SC000001\n\
         101,10/06/2025,P,C1,N1,K2,PR4,20/06/2025,X1,,L20 3NJ,L22 1AA,SC000002\n\
         101,20/06/2025,P,C1,N1,T0,,25/06/2025,X1,,L20 3NJ,L23 1AA,\n\
         101,25/06/2025,P,C1,N1,K2,PR4,01/12/2025,E4A,,L20 3NJ,L22 1AA,SC000002\n",
    );
    assert_eq!(
        derived(&child),
        [
            "2025-04-01 S V2 U6 2025-05-03 X1 -",
            "2025-05-03 L C1 U6 2025-06-10 X1 OTHER",
            "2025-06-10 P C1 K2 2025-06-20 X1 -",
            "2025-06-20 P C1 T0 2025-06-25 X1 -",
            "2025-06-25 P C1 K2 2025-12-01 E4A -",
        ]
    );
    assert_eq!(of_kind(&child, "period_of_care").len(), 1);
    assert_eq!(texts(&child, "legal_status", "started"), ["2025-04-01", "2025-05-03"]);
    assert_eq!(texts(&child, "placement", "placement_type"), ["U6", "K2", "T0"]);
    assert_eq!(fates(&child, "Episodes"), [Fate::Made, Fate::Made, Fate::Made, Fate::Made, Fate::Carried]);
    assert!(child.left_out.is_empty(), "{:?}", child.left_out);
}

#[test]
fn a_period_of_which_only_the_later_part_is_given_says_so() {
    let child = episodes("101,10/06/2025,P,C1,N1,K2,PR4,,,,,L22 1AA,SC000002\n");
    assert_eq!(texts(&child, "period_of_care", "earlier_not_held"), ["P"]);
    assert_eq!(derived(&child), ["2025-06-10 P C1 K2 - - -"]);
}

#[test]
fn old_codes_are_kept_as_their_year_defines_them() {
    let header = format!("{HEADER}101,1,01/02/2012,WBRI,UN3,,\n");
    let text = format!("{EPISODES}101,01/04/2018,S,V2,N1,H5,PR1,,,,,,\n");
    let child = only_child(&read_903(&[("h.csv", &header), ("e.csv", &text)]), 2019);
    let stored = texts(&child, "person", "sex")[0];
    assert_eq!(hearth_record::code::set("sex").find(stored).unwrap().code, "1");
    assert_eq!(texts(&child, "placement", "placement_type"), ["H5"]);
}

#[test]
fn what_cannot_be_true_is_rejected_and_the_rest_of_the_child_is_loaded() {
    let child = episodes(
        "101,01/04/2025,S,V2,N1,U6,PR1,,,,,L21 1AA,SC000001\n\
         101,31/02/2025,P,V2,N1,U6,PR1,,,,,,\n\
         101,05/06/2025,P,XX,N1,U6,PR1,,,,,,\n\
         101,05/05/2025,P,V2,N1,U6,PR1,01/05/2025,X1,,,,\n\
         101,,P,V2,N1,U6,PR1,,,,,,\n\
         101,01/04/2025,S,V2,N1,U6,PR1,,,,,L21 1AA,SC000001\n",
    );
    let rejected: Vec<(u32, Option<&str>)> = child.rejects.iter().map(|reject| (reject.row, reject.column)).collect();
    assert_eq!(rejected, [(1, Some("DECOM")), (2, Some("LS")), (4, Some("DECOM")), (3, None)]);
    assert_eq!(
        fates(&child, "Episodes"),
        [Fate::Made, Fate::Rejected, Fate::Rejected, Fate::Rejected, Fate::Rejected, Fate::Repeated]
    );
    assert_eq!(derived(&child), ["2025-04-01 S V2 U6 - - -"]);
}

#[test]
fn a_bad_postcode_or_provider_is_left_out_and_its_row_is_loaded() {
    let child = episodes("101,01/04/2025,S,V2,N1,U6,PR9,,,,ZZ,Q6 7OG,12\n");
    assert_eq!(of_kind(&child, "placement").len(), 1);
    let columns: Vec<&str> = child.left_out.iter().filter_map(|reject| reject.column).collect();
    assert_eq!(columns, ["PLACE_PROVIDER", "URN", "PL_POST", "HOME_POST"]);
    // Where the child lives is never quoted.
    assert!(child.left_out.iter().all(|reject| !reject.value.contains("7OG")));
}

#[test]
fn a_child_is_a_person_with_a_number_and_perhaps_a_child_of_their_own() {
    let header = format!("{HEADER}101,F,01/02/2010,WBRI,B123456789012,1,05/05/2025\n");
    let child = only_child(&read_903(&[("h.csv", &header)]), 2026);
    let person = of_kind(&child, "person")[0];
    assert_eq!(person.fields.text("la_child_id"), Some("101"));
    assert_eq!(person.key, "101");
    assert_eq!(texts(&child, "relationship", "other_born"), ["2025-05-05"]);
    // The check letter is wrong: the number is kept as an identifier, and the school is to be asked.
    assert_eq!(texts(&child, "person_identifier", "value"), ["B123456789012"]);
    assert_eq!(person.fields.text("upn"), None);
    assert_eq!(child.left_out.len(), 1);
    assert_eq!(child.left_out[0].column, Some("UPN"));
}

#[test]
fn every_other_table_makes_its_records() {
    let tables = read_903(&[
        ("h.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,UASC\n101,M,01/06/2008,AOTH,UN2,,,1\n"),
        ("r.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n101,01/06/2008,02/05/2025,PN1\n101,01/06/2008,,PN1\n"),
        ("u.csv", "CHILD,SEX,DOB,DUC\n101,M,01/06/2008,01/06/2026\n"),
        (
            "o.csv",
            "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,\
             SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n101,01/06/2008,41,,0,1,1,1,1,0,0,0\n",
        ),
        ("l.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n101,01/06/2008,YES,F2,B1\n"),
        ("p.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n101,01/06/2008,P1,343,zz/06/2012\n"),
        ("m.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n101,01/06/2008,M,04/05/2025,05/05/2025\n"),
        ("s.csv", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n101,01/06/2008,SW123456,01/04/2025,,FCONTA\n"),
        ("d.csv", "CHILD,DOB,DOLO_START,DOLO_END\n101,01/06/2008,01/07/2025,01/08/2025\n"),
    ]);
    let child = only_child(&tables, 2026);
    assert_eq!(texts(&child, "care_review", "held"), ["2025-05-02"]);
    assert_eq!(texts(&child, "immigration_status", "ended"), ["2026-06-01"]);
    let outcomes = of_kind(&child, "annual_outcomes")[0];
    assert_eq!(outcomes.fields.get("year"), Some(&2026.into()));
    assert_eq!(outcomes.fields.get("unaccompanied"), Some(&true.into()));
    assert_eq!(outcomes.fields.get("sdq_score"), None, "41 is no score");
    let leaver = of_kind(&child, "care_leaver_contact")[0];
    assert_eq!((leaver.fields.text("accommodation"), leaver.fields.text("suitable")), (Some("B"), Some("1")));
    assert_eq!(leaver.fields.get("birthday"), Some(&17.into()));
    assert_eq!(texts(&child, "previous_permanence", "order_date"), ["2012-06-zz"]);
    assert_eq!(texts(&child, "missing_episode", "started"), ["2025-05-04"]);
    assert_eq!(texts(&child, "involvement", "registration"), ["SW123456"]);
    assert_eq!(texts(&child, "deprivation_of_liberty_order", "ended"), ["2025-08-01"]);
    assert_eq!(fates(&child, "Reviews"), [Fate::Made, Fate::Rejected]);
    assert!(account_of(&tables, 2026).reconciles());
}

#[test]
fn the_two_tables_of_adoption_are_one_case_and_the_adopters_stand_in_codes_that_are_closed() {
    let tables = read_903(&[
        (
            "a.csv",
            "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n101,01/06/2020,01/05/2025,01/07/2025,0,2,MF,L11\n",
        ),
        ("p.csv", "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n101,01/06/2020,01/05/2025,,\n"),
    ]);
    let child = only_child(&tables, 2026);
    assert_eq!(texts(&child, "permanence_case", "matched"), ["2025-07-01"]);
    let adopters = of_kind(&child, "adopters_in_codes")[0];
    let said = ["number", "sex", "legal_status"].map(|field| adopters.fields.text(field));
    assert_eq!(said, [Some("2"), Some("MF"), Some("L11")]);
    assert_eq!(adopters.schema.category, hearth_record::Category::Adopters);
    assert_eq!((fates(&child, "AD1"), fates(&child, "PlacedAdoption")), (vec![Fate::Made], vec![Fate::Made]));
}

#[test]
fn rows_that_name_no_child_are_rejected_and_counted() {
    let text = format!("{HEADER},F,01/02/2010,WBRI,UN3,,\n,,,,,,\n101,F,01/02/2010,WBRI,UN3,,\n");
    let tables = read_903(&[("h.csv", &text)]);
    let account = account_of(&tables, 2026);
    let header = account.tables[0].1;
    assert_eq!((header.rows_in, header.made, header.rejected), (3, 1, 2));
    assert!(account.reconciles());
}
