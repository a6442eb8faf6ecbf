using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveShop.Sqlite;

/// <summary>Maps SQLite's result codes to exceptions and messages for people.</summary>
internal static class SqliteErrors
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public static StoreUnavailableException Unavailable(SqliteException e) =>
        new($"The data file cannot be used now: {Reason(e)}.", RetryAfter, e);

    public static StoreUnavailableException Closed() => new("The store is closed.", RetryAfter);

    public static StoreUnavailableException Busy() => new("Too many writes are waiting.", RetryAfter);

    public static DataFolderException AtOpening(string file, SqliteException e) => e.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => new($"{file} is not a LiveShop data file: name another data folder, or move the file away.", e),
        raw.SQLITE_CORRUPT => Damaged(file, e),
        _ => new($"{file} cannot be used: {Reason(e)}.", e),
    };

    public static DataFolderException Damaged(string file, Exception? inner = null) =>
        new($"{file} is damaged: put a backup in its place, or name another data folder.", inner);

    public static DataFolderException DamagedLog(string file) =>
        new($"{WriteAheadLog.Of(file)}, the log with the latest changes, is damaged: "
            + "put a backup of the data folder in its place, or name another data folder.");

    public static DataFolderException EmptyBesideItsLog(string file) =>
        new($"{file} is missing or empty, but its log with the latest changes is there: "
            + "put a backup of the data folder in its place, or name another data folder.");

    public static DataFolderException ReadOnly(string file) => new($"{file} cannot be used: it cannot be written.");

    public static bool IsDamage(Exception e) => e is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };

    /// <summary>Whether the error concerns the file, and not the content of the write.</summary>
    public static bool IsOfTheFile(SqliteException e) => IsDamage(e) || e.SqliteErrorCode
        is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_CANTOPEN
        or raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    private static string Reason(SqliteException e) => e.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "the disk is full",
        // SQLite's code when there is no room for the WAL index.
        raw.SQLITE_IOERR when e.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE => "the disk is full",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program has locked it",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => "it cannot be written",
        raw.SQLITE_CANTOPEN => "it cannot be opened",
        raw.SQLITE_IOERR => "the disk failed",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "it is damaged",
        _ => $"SQLite says {raw.sqlite3_errstr(e.SqliteErrorCode).utf8_to_string()}",
    };
}
