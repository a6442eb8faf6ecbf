namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>Base of the tests that apply to the SQLite store only.</summary>
public abstract class SqliteTests : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;

    private protected FrozenClock Clock { get; } = new();

    private protected SqliteTestStore Store { get; private set; } = null!;

    public Task InitializeAsync()
    {
        Store = new SqliteTestStore(Clock);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();
}
