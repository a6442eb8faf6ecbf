using Microsoft.Data.Sqlite;

namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>Another program that holds the data file for writing, such as a person with the <c>sqlite3</c> shell.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteTransaction transaction;

    public FileLock(string file)
    {
        connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        transaction = connection.BeginTransaction(deferred: false);
    }

    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
    }
}
