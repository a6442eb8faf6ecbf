namespace LiveShop.Tests.Storage;

/// <summary>
/// What every store promises, whatever it is made of. Derived once for each kind of store; a promise that only one of them
/// makes (an order of lists, a strict page size) is tested there, not here.
/// </summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Texts that are not valid ids.</summary>
    public static TheoryData<string> NoIds =>
        new() { "", " ", "Demo", "a/b", "a\\b", "a?b", "a#b", "a%2fb", "..", "größe", "a\0b", "' OR 1=1 --", new string('a', 3000) };

    protected ITestStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await CreateStoreAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();

    protected abstract Task<ITestStore> CreateStoreAsync();
}
