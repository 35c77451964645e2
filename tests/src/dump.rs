//! Everything a database holds, as text: to look for what must not be there any more.

use server::{
    db::{Db, Engine},
    fetch_all,
};
use sqlx::AssertSqlSafe;
use std::fmt::Write as _;

/// Every row of every table, a line each.
pub async fn dump(db: &Db) -> String {
    let mut conn = db.read().await.expect("a reader");
    let sqlite = matches!(conn.engine(), Engine::Sqlite(_));
    let list = if sqlite {
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid"
    } else {
        "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
         WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"
    };
    let columns: Vec<(String, String)> = fetch_all!(&mut conn, (String, String), list).expect("the tables");
    assert!(columns.len() > 100, "only {} columns were found", columns.len());
    let mut out = String::new();
    for (table, column) in columns {
        let sql = format!("SELECT CAST(\"{column}\" AS TEXT) FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
        let rows: Vec<(String,)> = if sqlite {
            // Bytes that are no text are ids and digests: shown in hexadecimal.
            let sql = format!(
                "SELECT CASE WHEN typeof(\"{column}\") = 'blob' THEN hex(\"{column}\") ELSE CAST(\"{column}\" AS TEXT) END
                 FROM \"{table}\" WHERE \"{column}\" IS NOT NULL"
            );
            fetch_all!(&mut conn, (String,), AssertSqlSafe(sql.clone())).expect("rows")
        } else {
            fetch_all!(&mut conn, (String,), AssertSqlSafe(sql.clone())).expect("rows")
        };
        for (value,) in rows {
            writeln!(out, "{table}.{column}: {value}").expect("writing to a string");
        }
    }
    out
}
