//! Serving a site: files as they are, headers that let nothing else in, and the endpoint for
//! messages beside them. No address of a visitor is written anywhere.

mod address;
mod caching;
mod feedback;
mod files;
mod headers;
mod listen;
mod places;
mod policy;

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use axum::Router;
use clap::Args;
use ipnet::IpNet;
use senim_feedback::api::TrustedProxies;
use tokio::net::TcpListener;

/// What is served, and to whom.
#[derive(Args)]
pub(crate) struct Options {
    /// The site
    site: PathBuf,
    /// Port; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Address to listen at; others than this machine reach 0.0.0.0 or ::
    #[arg(long, default_value = "127.0.0.1")]
    address: IpAddr,
    /// Take messages, and keep them in this folder
    #[arg(long, value_name = "DIR")]
    feedback: Option<PathBuf>,
    /// Networks of proxies, like 10.0.0.0/8,fd00::/8: their X-Forwarded-For is believed, and they may
    /// have any number of connections
    #[arg(long, value_name = "CIDR", value_delimiter = ',')]
    trusted_proxy: Vec<IpNet>,
}

/// Serves until the process is told to end.
///
/// # Errors
/// There is no site, the feedback folder cannot be used, or the listener fails.
#[tokio::main]
pub(crate) async fn run(options: Options) -> Result<()> {
    let site = &options.site;
    std::fs::metadata(site.join("index.html"))
        .with_context(|| format!("{} is no site: it has no index.html", site.display()))?;
    let proxies = TrustedProxies::new(options.trusted_proxy);
    let mut app = router(site);
    let mut writer = None;
    if let Some(folder) = &options.feedback {
        let (api, writing) = feedback::open(folder, site, proxies.clone())?;
        app = app.merge(headers::of_api(api));
        writer = Some(writing);
    }
    let (address, port) = (options.address, options.port);
    let listener = TcpListener::bind((address, port)).await.with_context(|| {
        format!("{address} port {port} cannot be used; choose another with --address or --port")
    })?;
    crate::say(&format!("Senim is at http://{}", listener.local_addr()?));
    listen::until(listener, app, proxies, told_to_end()?).await;
    if let Some(writer) = writer {
        // Everything that was handed in is written, and the database is closed.
        tokio::task::spawn_blocking(|| writer.wait()).await?;
    }
    Ok(())
}

/// The site, apart from any socket.
fn router(site: &Path) -> Router {
    files::router(site)
}

/// Ctrl-C at a terminal; a service manager ends politely first.
fn told_to_end() -> Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    );
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}
