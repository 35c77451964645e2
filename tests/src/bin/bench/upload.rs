//! Files on their way in: how fast, and what they cost in memory.

use crate::{
    client::{self, Connection},
    machine::{now, resident},
    report::Row,
    scale, site,
};
use image::{DynamicImage, ImageFormat, RgbImage};
use server::{auth::password::Passwords, cli::demo};
use std::{io::Cursor, net::SocketAddr};
use tests::samples;

/// Just below what a competition allows at first.
const MEBIBYTES: usize = 199;
const MEBIBYTE: usize = 1024 * 1024;

/// A team adds a build and a large picture to its entry.
pub async fn run() -> Vec<Row> {
    let data = site::data();
    let (db, ambient) = site::open(data.path()).await;
    let password = demo::load(&db, &ambient, &Passwords::weak(2)).await.ok().flatten().expect("the demo");
    let tracks = track(&db).await;
    db.close().await;
    drop(db);
    let mut server = scale::Server::start(data.path());
    let cookie = site::sign_in(server.addr, "team%40demo.example", &password).await;
    let entry = begin(server.addr, &cookie, &tracks).await;

    // Once before: what the program needs for the first time is not the file's.
    send(&mut server, &cookie, &entry, ("document", "a.pdf"), (&samples::pdf(), 0, &[])).await;
    let (head, tail) = samples::large_build(MEBIBYTES * MEBIBYTE);
    let build = send(&mut server, &cookie, &entry, ("build", "a.zip"), (&head, MEBIBYTES, &tail)).await;
    let points = RgbImage::from_pixel(8192, 4800, image::Rgb([20, 90, 160]));
    let mut picture = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(points).write_to(&mut picture, ImageFormat::Png).expect("encoded");
    let picture = send(&mut server, &cookie, &entry, ("screenshot", "a.png"), (picture.get_ref(), 0, &[])).await;
    vec![
        Row::new(format!("a build of {MEBIBYTES} MiB arrives"), "+20 MB", build),
        Row::new("a picture of 39 million points is drawn anew", "+150 MB", picture),
    ]
}

async fn track(db: &server::db::Db) -> String {
    let mut conn = db.read().await.expect("a reader");
    let row = server::fetch_one!(
        &mut conn,
        (uuid::Uuid,),
        "SELECT t.id FROM track t JOIN competition c ON c.id = t.competition_id WHERE c.slug = 'peaceapp-next'
         ORDER BY t.position LIMIT 1"
    );
    row.expect("a track").0.to_string()
}

/// Begins an entry in the demo's open competition.
async fn begin(addr: SocketAddr, cookie: &str, track: &str) -> String {
    let form = format!(
        "key=begin&slug=peaceapp-next&track={track}&title=Boat&team=&team_name=Boats&organisation=&public_name=W&country=KE&role="
    );
    let reply = Connection::open(addr).await.send(&client::post("entries/create", cookie, &form)).await;
    let body = String::from_utf8_lossy(&reply.body).into_owned();
    let at = body.find("/entries/").unwrap_or_else(|| panic!("{} {body}", reply.status)) + 9;
    body[at..at + 36].to_owned()
}

/// Sends a file: something, so many mebibytes of noughts, something more. Says how fast, and what it did to memory.
async fn send(
    server: &mut scale::Server,
    cookie: &str,
    entry: &str,
    (kind, name): (&str, &str),
    (head, mebibytes, tail): (&[u8], usize, &[u8]),
) -> String {
    let fields = [("key", name), ("entry", entry), ("kind", kind), ("alt", "A boat")];
    let (media_type, form) = samples::parts(&fields, Some((name, head)));
    let end = form.windows(4).rposition(|four| four == b"\r\n--").expect("an end");
    let length = form.len() + mebibytes * MEBIBYTE + tail.len();
    let request = format!(
        "POST /api/entries/add_file HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\naccept: application/json\r\n\
         content-type: {media_type}\r\ncontent-length: {length}\r\n{cookie}\r\n"
    );
    let mut connection = Connection::open(server.addr).await;
    let before = resident(server.id());
    let mut most = before;
    let begun = now();
    connection.write(&[request.as_bytes(), &form[..end]].concat()).await;
    let noughts = vec![0; MEBIBYTE];
    for _ in 0..mebibytes {
        connection.write(&noughts).await;
        most = most.max(resident(server.id()));
    }
    connection.write(&[tail, &form[end..]].concat()).await;
    let reply = connection.read();
    tokio::pin!(reply);
    let reply = loop {
        tokio::select! {
            reply = &mut reply => break reply,
            () = tokio::time::sleep(std::time::Duration::from_millis(2)) => most = most.max(resident(server.id())),
        }
    };
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
    let took = begun.elapsed().as_secs_f64();
    format!("{took:.1} s, {before:.0} MB before, {most:.0} MB at most")
}
