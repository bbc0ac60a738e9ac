//! What is written reads back as the same rows.

use hearth_returns::{Limits, NamedInput, Tables, cin, ssda903};

fn rows(tables: &Tables, leave_out: &[&str]) -> Vec<(String, Vec<String>)> {
    let cells = |row: hearth_returns::Row<'_>| -> Vec<String> {
        row.table().spec().columns.iter().map(|column| row.cell(column.name).to_owned()).collect()
    };
    let kept = tables.tables().iter().filter(|table| !leave_out.contains(&table.name()));
    let mut all: Vec<_> = kept.flat_map(|t| t.rows().map(|row| (t.name().to_owned(), cells(row)))).collect();
    all.sort();
    all
}

#[test]
fn a_census_written_as_xml_reads_back_the_same() {
    let text = r"<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2027</Year>
        <ReferenceDate>2027-03-31</ReferenceDate></CollectionDetails><Source><LEA>343</LEA></Source></Header><Children>
        <Child><ChildIdentifiers><LAchildID>A&amp;1</LAchildID><PersonBirthDate>2015-03-01</PersonBirthDate></ChildIdentifiers>
        <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>MOB</Disability><Disability>VIS</Disability></Disabilities></ChildCharacteristics>
        <CINdetails><CINreferralDate>2026-05-01</CINreferralDate><Assessments><AssessmentActualStartDate>2026-05-02</AssessmentActualStartDate>
        <FactorsIdentifiedAtAssessment><AssessmentFactors>1A</AssessmentFactors><AssessmentFactors>2B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
        <ChildProtectionPlans><CPPstartDate>2026-06-01</CPPstartDate><Reviews><CPPreviewDate>2026-08-01</CPPreviewDate></Reviews></ChildProtectionPlans></CINdetails>
        <CINdetails><CINreferralDate>2026-09-01</CINreferralDate><Assessments><AssessmentActualStartDate>2026-09-02</AssessmentActualStartDate></Assessments></CINdetails>
        </Child></Children></Message>";
    let read = |text: &[u8]| {
        cin::read_xml(NamedInput::from_text("census.xml", text.to_vec()), &Limits::default()).expect("a census")
    };
    let first = read(text.as_bytes());
    let mut written = Vec::new();
    cin::write_xml(&first, &mut written).expect("it is written");
    assert_eq!(rows(&read(&written), &[]), rows(&first, &[]));
}

#[test]
fn a_return_written_as_csv_and_as_xml_reads_back_the_same() {
    let files = [
        ("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,F,16/03/2010,WBRI,UN3,0,\n"),
        (
            "episodes.csv",
            "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
             101,01/05/2026,S,C1,N1,U6,PR1,01/07/2026,X1,OTHER,L20 3NJ,L21 1AA,SC000001\n\
             101,01/07/2026,P,C1,N1,K2,PR4,,,,L20 3NJ,L22 1AA,SC000002\n",
        ),
        ("reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n101,16/03/2010,25/05/2026,PN1\n"),
        ("missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n101,16/03/2010,M,02/07/2026,03/07/2026\n"),
    ];
    let inputs = files.iter().map(|(name, text)| NamedInput::from_text(name, *text)).collect();
    let first = ssda903::read_files(inputs, &Limits::default()).expect("a return");
    let mut xml = Vec::new();
    ssda903::write_xml(&first, &mut xml).expect("it is written");
    let again = ssda903::read_xml(NamedInput::from_text("r.xml", xml), &Limits::default()).expect("a return");
    // The heading has one date of birth for all tables in XML.
    let without_birth = |tables: &Tables| -> Vec<(String, Vec<String>)> {
        let all = rows(tables, &["SWEpisodes", "DoLo"]);
        let blank = |(table, mut cells): (String, Vec<String>)| {
            if table != "Header" && table != "Episodes" {
                cells[1].clear();
            }
            (table, cells)
        };
        all.into_iter().map(blank).collect()
    };
    assert_eq!(without_birth(&again), without_birth(&first));
    let inputs = first.tables().iter().filter(|table| table.was_read()).map(|table| {
        let mut csv = Vec::new();
        table.write_csv(&mut csv).expect("it is written");
        NamedInput::from_text(&format!("{}.csv", table.name()), csv)
    });
    let again = ssda903::read_files(inputs.collect(), &Limits::default()).expect("a return");
    assert_eq!(rows(&again, &[]), rows(&first, &[]));
}
