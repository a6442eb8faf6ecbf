using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveShop.Sqlite;

/// <summary>A connection with the statements it has prepared. For one caller at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int BusySeconds = 5;

    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private readonly SqliteConnection connection;

    private SqliteSession(SqliteConnection connection) => this.connection = connection;

    /// <summary>False when SQLite itself gave up the transaction, as it does on a full or failing disk.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    public static SqliteSession OpenWriter(string file, Action<SqliteConnection> prepare) => Open(file, SqliteOpenMode.ReadWriteCreate, connection =>
    {
        SkipCheckpointOnClose(connection, true);
        prepare(connection);
        SkipCheckpointOnClose(connection, false);
        using var settings = connection.CreateCommand();
        settings.CommandText = "PRAGMA synchronous = FULL";
        settings.ExecuteNonQuery();
    });

    public static SqliteSession OpenReader(string file) => Open(file, SqliteOpenMode.ReadOnly, _ => { });

    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Prepare(sql, parameters).ExecuteNonQuery();

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Query(sql, read, _ => true, parameters);

    /// <param name="fits">Asked of each row in turn; the first that does not fit, and those after it, are left.</param>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, Func<T, bool> fits, params ReadOnlySpan<(string Name, object? Value)> parameters)
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

    /// <summary>The file and its log stay as they are when this is closed. Otherwise the last to close takes the log into the file.</summary>
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
            // A plan does not depend on the values bound to it: otherwise each new value has a statement prepared anew.
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

    private static void SkipCheckpointOnClose(SqliteConnection connection, bool leave) =>
        _ = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leave ? 1 : 0, out _);

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
