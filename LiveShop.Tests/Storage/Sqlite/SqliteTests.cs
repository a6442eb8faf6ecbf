namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>What the embedded store promises beyond the contract of every store.</summary>
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
