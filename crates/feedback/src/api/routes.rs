//! What can be asked: keep a message, what became of it, it is solved; and whether anybody is there.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use senim_message::{Code, Confirm, Limit, Message, Status};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::problem::json;
use super::{Endpoint, Problem, body};
use crate::desk::Unavailable;
use crate::secret::Hash;
use crate::store::{Reply, Request, Said, Sent};

/// The header that tells a retry from a new message.
const KEY: &str = "idempotency-key";

/// What a sender gets.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Receipt {
    /// The code of the message: 28 digits.
    #[schema(pattern = "^[0-9]{28}$")]
    code: String,
}

/// Asks what became of a message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The code of the message: 28 digits; spaces and hyphens do not matter.
    code: String,
}

/// The endpoint answers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Health {
    /// `ok`.
    status: &'static str,
}

impl Endpoint {
    /// What is stored of a code that somebody typed.
    fn hash(&self, code: &str) -> Result<Hash, Problem> {
        let code = Code::parse(code).map_err(|error| {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY).because(error.to_string())
        })?;
        Ok(self.secret.of_code(&code))
    }
}

/// Keeps a message. When this answers, it is on disk.
#[utoipa::path(
    post, path = "/api/feedback",
    params(("Idempotency-Key" = String, Header, description = "Made by the client of 128 random bits or more, once for each message: a retry with it is not kept twice", min_length = 22, max_length = 64, pattern = "^[A-Za-z0-9_-]{22,64}$")),
    request_body = Message,
    responses(
        (status = 201, description = "Kept", body = Receipt),
        (status = 200, description = "Kept before: the same key, the same message", body = Receipt),
        (status = 409, description = "Another message came with this key", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn send(
    State(endpoint): State<Arc<Endpoint>>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Response), Problem> {
    let key = key(&headers)?;
    let message: Message = body::read(&headers, body).await?;
    let faults = message.faults();
    if !faults.is_empty() {
        return Err(Problem::faults(faults));
    }
    let code = endpoint.secret.code(key);
    // The message, not its spelling: a retry may order its fields otherwise.
    let meant = serde_json::to_vec(&message).map_err(|_| Problem::from(Unavailable::Trouble))?;
    let sent = Sent {
        key: endpoint.secret.of_key(key),
        code: endpoint.secret.of_code(&code),
        body: endpoint.secret.of_body(&meant),
        message,
    };
    let receipt = Receipt { code: code.plain() };
    match endpoint.desk.ask(Request::Send(Box::new(sent))).await? {
        Reply::New => Ok((StatusCode::CREATED, json(&receipt))),
        Reply::Again => Ok((StatusCode::OK, json(&receipt))),
        _ => Err(Problem::new(StatusCode::CONFLICT)
            .because("another message was kept with this key; a new message needs a new key")),
    }
}

/// What became of a message.
#[utoipa::path(
    post, path = "/api/feedback/status",
    request_body = Asked,
    responses(
        (status = 200, description = "What became of it", body = Status),
        (status = 404, description = "No message has this code", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn status(
    State(endpoint): State<Arc<Endpoint>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let asked: Asked = body::read(&headers, body).await?;
    let hash = endpoint.hash(&asked.code)?;
    told(endpoint.desk.ask(Request::Status(hash)).await?)
}

/// Says whether it is solved, once, or opens the message again. Saying the same again changes nothing.
#[utoipa::path(
    post, path = "/api/feedback/confirm",
    request_body = Confirm,
    responses(
        (status = 200, description = "What became of it now, also where this was said before", body = Status),
        (status = 404, description = "No message has this code", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Something else was said before, the message is not closed, or it is too late to open it again", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn confirm(
    State(endpoint): State<Arc<Endpoint>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let confirm: Confirm = body::read(&headers, body).await?;
    let hash = endpoint.hash(&confirm.code)?;
    let said = Said {
        confirmed: confirm.confirmed,
        reopen: confirm.reopen,
    };
    if said.confirmed.is_none() && !said.reopen {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY)
            .because("nothing is said: neither confirmed nor reopen"));
    }
    told(endpoint.desk.ask(Request::Confirm(hash, said)).await?)
}

/// Whether messages can be kept.
#[utoipa::path(
    get, path = "/api/health",
    responses(
        (status = 200, description = "They can: as much as a long message was written just now", body = Health),
        (status = 429, description = "Too many requests came from this network; Retry-After says when to come again", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "They cannot", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn health(State(endpoint): State<Arc<Endpoint>>) -> Result<Response, Problem> {
    endpoint.desk.ask(Request::Check).await?;
    Ok(json(&Health { status: "ok" }))
}

fn told(reply: Reply) -> Result<Response, Problem> {
    match reply {
        Reply::Status(status) => Ok(json(&*status)),
        Reply::NotNow(why) => Err(Problem::new(StatusCode::CONFLICT).because(why)),
        _ => Err(Problem::new(StatusCode::NOT_FOUND).because("no message has this code")),
    }
}

fn key(headers: &HeaderMap) -> Result<&str, Problem> {
    let mut keys = headers.get_all(KEY).iter();
    let key = match (keys.next(), keys.next()) {
        (Some(key), None) => key.to_str().ok(),
        _ => None,
    };
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let fits = |key: &&str| Limit::KEY.contains(&key.len()) && key.bytes().all(allowed);
    key.filter(fits).ok_or_else(|| {
        let (least, most) = (Limit::KEY.start(), Limit::KEY.end());
        Problem::new(StatusCode::BAD_REQUEST).because(format!(
            "the header Idempotency-Key has to be there once, with {least} to {most} of A–Z, a–z, 0–9, _ and -"
        ))
    })
}
