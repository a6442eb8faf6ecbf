using LiveShop.Core.Orders;
using LiveShop.Core.Shop;
using LiveShop.Core.Storage;
using LiveShop.Functions.Shop;
using LiveShop.Tests.Shop;
using Moq;

namespace LiveShop.Tests.Functions.Shop;

public sealed class ShopSnapshotsTests : IDisposable
{
    private readonly Mock<IShopSettingsStore> store = new();
    private readonly ShopSnapshots snapshots;
    private int reads;

    public ShopSnapshotsTests() => snapshots = new(store.Object, new PaymentProviders([new ManualPayment()]));

    public void Dispose() => snapshots.Dispose();

    [Fact]
    public async Task Concurrent_readers_share_one_read_of_the_store()
    {
        var read = new TaskCompletionSource<Stored<ShopSettings>?>();
        Answers(() => read.Task);

        var waiting = Enumerable.Range(0, 100).Select(_ => snapshots.GetAsync(default)).ToList();
        read.SetResult(new(ShopSample.Settings(), "etag"));
        var got = await Task.WhenAll(waiting);

        Assert.Equal(1, reads);
        Assert.All(got, snapshot => Assert.Same(got[0], snapshot));
        Assert.Equal("\"1\"", got[0].ETag);
    }

    [Fact]
    public async Task Settings_are_read_again_after_a_second()
    {
        Answers(() => Task.FromResult<Stored<ShopSettings>?>(null));
        await snapshots.GetAsync(default);

        await Eventually.HoldsAsync(async () =>
        {
            await snapshots.GetAsync(default);
            return reads == 2;
        });
    }

    [Fact]
    public async Task Settings_that_were_just_saved_are_served_without_a_read_of_the_store()
    {
        Answers(() => Task.FromResult<Stored<ShopSettings>?>(null));
        Assert.Equal("LiveShop", (await snapshots.GetAsync(default)).Settings.Name);

        var saved = snapshots.Update(ShopSample.Settings());

        Assert.Same(saved, await snapshots.GetAsync(default));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task Failed_read_is_not_kept()
    {
        Answers(() => reads == 1
            ? throw new StoreUnavailableException("Down.", TimeSpan.FromSeconds(1))
            : Task.FromResult<Stored<ShopSettings>?>(null));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => snapshots.GetAsync(default));

        Assert.Equal(0, (await snapshots.GetAsync(default)).Settings.Version);
    }

    private void Answers(Func<Task<Stored<ShopSettings>?>> answer) => store
        .Setup(settings => settings.FindAsync(It.IsAny<CancellationToken>()))
        .Returns(() =>
        {
            Interlocked.Increment(ref reads);
            return answer();
        });
}
