using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveShop.Sqlite;

/// <summary>A connection with its prepared statements. Not thread-safe.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int BusySeconds = 5;

    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private readonly SqliteConnection connection;

    private SqliteSession(SqliteConnection connection) => this.connection = connection;

    /// <summary>False when SQLite itself rolled back the transaction, as it does on a full or failing disk.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    public static SqliteSession OpenWriter(string file, Action<SqliteConnection> prepare) =>
        Open(file, SqliteOpenMode.ReadWriteCreate, connection =>
        {
            SkipCheckpointOnClose(connection, true);
            prepare(connection);
            SkipCheckpointOnClose(connection, false);
            using var settings = connection.CreateCommand();
            settings.CommandText = "PRAGMA synchronous = FULL";
            settings.ExecuteNonQuery();
        });

    public static SqliteSession OpenReader(string file) => Open(file, SqliteOpenMode.ReadOnly, _ => { });

    /// <returns>The number of changed rows.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Prepare(sql, parameters).ExecuteNonQuery();

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Query(sql, read, _ => true, parameters);

    /// <param name="fits">Reading stops before the first row for which this is false.</param>
    public List<T> Query<T>(
        string sql, Func<SqliteDataReader, T> read, Func<T, bool> fits, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Prepare(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read() && read(reader) is var row && fits(row))
            rows.Add(row);
        return rows;
    }

    /// <returns>The first row, or the default when there is none.</returns>
    public T? Find<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Prepare(sql, parameters).ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    /// <summary>
    /// Leaves the file and its log unchanged when this is closed; otherwise the last connection to close checkpoints the log.
    /// </summary>
    public void SkipCheckpointOnClose() => SkipCheckpointOnClose(connection, true);

    public void Dispose()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        connection.Dispose();
    }

    private static SqliteSession Open(string file, SqliteOpenMode mode, Action<SqliteConnection> prepare)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ConnectionString);
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, BusySeconds * 1000);
            // Query plans must not depend on bound values, or SQLite would prepare statements again.
            _ = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            prepare(connection);
            return new SqliteSession(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void SkipCheckpointOnClose(SqliteConnection connection, bool skip) =>
        _ = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, skip ? 1 : 0, out _);

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            prepared[sql] = command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            command.Prepare();
        }

        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }
}
