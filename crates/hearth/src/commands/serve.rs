//! `hearth serve`

use std::{net::SocketAddr, sync::Arc};

use hearth_casework::Instance;
use hearth_store::People;
use hearth_web::{App, router};
use tokio::net::TcpListener;

use crate::{
    args, daily, jobs,
    output::{Done, Failed},
    place::{self, Known},
    world,
};

/// Serves an instance until it is told to stop.
pub async fn run(serve: args::Serve) -> Result<Done, Failed> {
    log();
    let known = Known::of(&serve.place)?;
    let store = known.open().await?;
    if let Err(invented) = store.say_people(People::Real).await {
        store.close().await?;
        return Err(Failed(format!("{invented}: serve it with `hearth demo`, or make one with `hearth init`")));
    }
    let instance = place::instance(store, false)?;
    for council in known.daily() {
        council.line(&instance)?;
    }
    let listener = bind(&serve.listen).await?;
    println!("Hearth serves http://{}", local(&listener));
    let daily = tokio::spawn(daily::run(Arc::clone(&instance), known.daily().to_vec()));
    let done = on(listener, app(instance)).await;
    daily.abort();
    done
}

/// The application over an instance of real people.
fn app(instance: Arc<Instance>) -> App {
    App { instance, clock: Arc::new(world::now), cards: Arc::default(), demo_password: None }
}

/// Listens at an address.
pub async fn bind(listen: &str) -> Result<TcpListener, Failed> {
    TcpListener::bind(listen)
        .await
        .map_err(|e| Failed(format!("cannot listen at {listen}: {e}; choose another with --listen")))
}

/// The address that was given, for a port of 0.
pub fn local(listener: &TcpListener) -> String {
    listener.local_addr().map(|address| address.to_string()).unwrap_or_default()
}

/// Serves until interrupted, then lets what runs finish.
pub async fn on(listener: TcpListener, app: App) -> Result<Done, Failed> {
    let store = app.instance.store.clone();
    let jobs = tokio::spawn(jobs::run(Arc::clone(&app.instance)));
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(stop())
        .await
        .map_err(|e| Failed(format!("serving failed: {e}")))?;
    jobs.abort();
    store.close().await?;
    Ok(Done::Well)
}

/// Until the process is asked to stop.
async fn stop() {
    let interrupted = tokio::signal::ctrl_c();
    let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        let _ = interrupted.await;
        return;
    };
    tokio::select! {
        _ = interrupted => {}
        _ = terminated.recv() => {}
    }
}

/// Logs to standard error: events of the system, never of a person.
pub fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("HEARTH_LOG").unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
