//! `hearth register export`

use hearth_casework::governance::registers::{Registers, functions_csv, live, purposes_csv};

use super::notice::{instance_of, pack_of};
use crate::{
    args::{self, RegisterAct, WhatRegister},
    output::{Done, Failed},
};

/// Writes a register as CSV: what the settings hold, and where an instance is named what its officers added.
pub async fn run(register: &args::Register) -> Result<Done, Failed> {
    let RegisterAct::Export(export) = &register.act;
    let pack = pack_of(&export.authority, None)?;
    let registers = match instance_of(&export.place).await? {
        Some(instance) => {
            let registers = live(&instance, &pack.id).await?;
            instance.store.close().await?;
            registers
        }
        None => Registers::of(&pack),
    };
    print!(
        "{}",
        match export.what {
            WhatRegister::Purposes => purposes_csv(&registers),
            WhatRegister::Functions => functions_csv(&registers),
        }
    );
    Ok(Done::Well)
}
