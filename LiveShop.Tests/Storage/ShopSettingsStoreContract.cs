using LiveShop.Core.Shop;
using LiveShop.Core.Storage;
using LiveShop.Tests.Shop;

namespace LiveShop.Tests.Storage;

public abstract class ShopSettingsStoreContract : StoreContract
{
    private IShopSettingsStore Settings => Store.Settings;

    [Fact]
    public async Task An_empty_store_has_no_settings() => Assert.Null(await Settings.FindAsync(None));

    [Fact]
    public async Task Created_settings_are_read_back_as_they_were_written_also_after_a_restart()
    {
        var settings = ShopSample.Settings();

        Assert.True(await Settings.TryCreateAsync(settings, None));

        Samples.AssertSame(settings, (await Settings.FindAsync(None))!.Value);
        await Store.RestartAsync();
        Samples.AssertSame(settings, (await Settings.FindAsync(None))!.Value);
    }

    [Fact]
    public async Task Settings_are_not_created_twice()
    {
        var first = await HasSettingsAsync();

        Assert.False(await Settings.TryCreateAsync(ShopSample.Settings("Another"), None));

        Samples.AssertSame(first, await Settings.FindAsync(None));
    }

    [Fact]
    public async Task Save_with_the_current_etag_replaces_the_settings_and_changes_the_etag()
    {
        var before = await HasSettingsAsync();
        var renamed = Renamed(before.Value, "Renamed");

        Assert.True(await Settings.TrySaveAsync(renamed, before.ETag, None));

        var after = (await Settings.FindAsync(None))!;
        Samples.AssertSame(renamed, after.Value);
        Assert.NotEqual(before.ETag, after.ETag);
    }

    [Fact]
    public async Task Save_with_an_old_etag_writes_nothing()
    {
        var old = await HasSettingsAsync();
        var renamed = Renamed(old.Value, "Renamed");
        Assert.True(await Settings.TrySaveAsync(renamed, old.ETag, None));

        Assert.False(await Settings.TrySaveAsync(Renamed(old.Value, "Late"), old.ETag, None));

        Samples.AssertSame(renamed, (await Settings.FindAsync(None))!.Value);
    }

    [Fact]
    public async Task Settings_that_are_not_there_are_not_saved()
    {
        Assert.False(await Settings.TrySaveAsync(ShopSample.Settings(), "\"1\"", None));

        Assert.Null(await Settings.FindAsync(None));
    }

    [Fact]
    public async Task Exactly_one_of_many_saves_with_the_same_etag_is_written()
    {
        var stored = await HasSettingsAsync();
        var renamed = Enumerable.Range(0, 16).Select(n => Renamed(stored.Value, $"Shop {n}")).ToList();

        var written = await Task.WhenAll(renamed.Select(settings => Settings.TrySaveAsync(settings, stored.ETag, None)));

        var winner = renamed[Assert.Single(Enumerable.Range(0, written.Length), n => written[n])];
        Samples.AssertSame(winner, (await Settings.FindAsync(None))!.Value);
    }

    private static ShopSettings Renamed(ShopSettings settings, string name) =>
        settings.Change(ShopSample.Details with { Name = name }, Sample.Noon).Accepted();

    private async Task<Stored<ShopSettings>> HasSettingsAsync()
    {
        Assert.True(await Settings.TryCreateAsync(ShopSample.Settings(), None));
        return (await Settings.FindAsync(None))!;
    }
}
