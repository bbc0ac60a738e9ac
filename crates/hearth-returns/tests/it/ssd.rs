use jiff::civil::date;

use crate::read_ssd;

const PERSON: &str = "pers_person_id,pers_forename,pers_surname,pers_dob\n\
    7,Wren,Quillfeather,2014-03-02 00:00:00.000\n8,Ash,Quillfeather,02/03/2016\n";

#[test]
fn tables_are_known_by_their_columns_and_joined_to_a_person() {
    let episodes = "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_id\nE1,7,2025-04-01,C1\n";
    let reviews = "clar_cla_review_id,clar_cla_id,clar_cla_review_date\nR1,C1,2025-05-01\nR2,C9,2025-05-01\n";
    let read = read_ssd(&[("p.csv", PERSON), ("e.csv", episodes), ("r.csv", reviews)]).unwrap();
    let child = read.child("7").unwrap();
    assert_eq!(child.rows("ssd_person").next().unwrap().date("pers_dob"), Ok(Some(date(2014, 3, 2))));
    assert_eq!(child.rows("ssd_cla_reviews").len(), 1);
    let lost: Vec<&str> = read.orphans("ssd_cla_reviews").map(|row| row.cell("clar_cla_review_id")).collect();
    assert_eq!(lost, ["R2"]);
}

#[test]
fn a_chain_of_references_is_followed_to_the_person() {
    let send = "send_table_id,send_upn,send_person_id\nS1,,8\n";
    let request = "ehcr_ehcp_request_id,ehcr_send_table_id\nQ1,S1\n";
    let assessment = "ehca_ehcp_assessment_id,ehca_ehcp_request_id\nA1,Q1\n";
    let plan = "ehcn_named_plan_id,ehcn_ehcp_asmt_id\nN1,A1\n";
    let read = read_ssd(&[("n.csv", plan), ("a.csv", assessment), ("q.csv", request), ("s.csv", send)]).unwrap();
    assert_eq!(read.child("8").unwrap().rows("ssd_ehcp_named_plan").len(), 1);
}

#[test]
fn json_columns_are_parsed_and_a_broken_one_fails_alone() {
    let address = "addr_table_id,addr_person_id,addr_address_json\n\
        1,7,\"{\"\"HOUSE\"\": \"\"5\"\", \"\"TOWN\"\": \"\"Bootle\"\"}\"\n2,7,{HOUSE\n";
    let read = read_ssd(&[("a.csv", address)]).unwrap();
    let mut rows = read.child("7").unwrap().rows("ssd_address");
    let json = rows.next().unwrap().json("addr_address_json").unwrap().unwrap();
    assert_eq!(json["TOWN"], "Bootle");
    let bad = rows.next().unwrap().json("addr_address_json").unwrap_err();
    assert!(bad.shown.starts_with("6 characters"), "{}", bad.shown);
}

#[test]
fn every_column_of_the_dataset_tells_its_own_table() {
    let mut names: Vec<&str> =
        hearth_returns::ssd::SSD.tables.iter().flat_map(|table| table.columns).map(|column| column.name).collect();
    assert_eq!(names.len(), 364);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 364);
    assert_eq!(hearth_returns::ssd::SSD.tables.len(), 48);
}

#[test]
fn tables_of_no_person_are_read_and_belong_to_nobody() {
    let teams = "dept_team_id,dept_team_name\nT1,Assessment North\n";
    let read = read_ssd(&[("t.csv", teams)]).unwrap();
    assert_eq!(read.table("ssd_department").unwrap().len(), 1);
    assert!(read.children().is_empty());
}
