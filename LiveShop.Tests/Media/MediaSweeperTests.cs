using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Media;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Storage;
using LiveShop.Local.Hosting;
using LiveShop.Local.Media;
using LiveShop.Tests.Shop;
using LiveShop.Tests.Storage.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Media;

public sealed class MediaSweeperTests : IDisposable
{
    private static readonly Caller Ann = new(Sample.Ann);

    private readonly TemporaryFolder data = new();
    private readonly ShopInstance shop = new();
    private readonly FolderMediaStore media;

    public MediaSweeperTests() => media = new(new LocalOptions { DataDirectory = data.Path }, shop.Clock);

    /// <summary>Ways to refer to a picture.</summary>
    public static TheoryData<string> Places => ["image", "further image", "variant", "stream", "pin", "shop"];

    public void Dispose()
    {
        media.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task A_picture_that_nothing_has_referred_to_for_a_week_is_deleted()
    {
        var name = await UploadAsync();

        Assert.Equal(0, await SweepDailyAsync(7));
        Assert.NotNull(await media.FindAsync(name, default));

        Assert.Equal(1, await SweepDailyAsync(1));
        Assert.Null(await media.FindAsync(name, default));
    }

    [Fact]
    public async Task A_picture_that_was_just_uploaded_and_not_saved_yet_stays_although_it_was_unused_for_a_week_before()
    {
        var name = await UploadAsync();
        await SweepDailyAsync(7);
        await UploadAsync();

        Assert.Equal(0, await SweepDailyAsync(1));
        Assert.NotNull(await media.FindAsync(name, default));
    }

    [Theory, MemberData(nameof(Places))]
    public async Task A_picture_that_is_referred_to_stays(string place)
    {
        var name = await UploadAsync();
        await ReferAsync(place, MediaName.AddressOf(name));

        Assert.Equal(0, await SweepDailyAsync(30));

        Assert.NotNull(await media.FindAsync(name, default));
    }

    [Fact]
    public async Task The_week_begins_anew_when_a_picture_was_referred_to_meanwhile()
    {
        await UploadAsync();
        await SweepDailyAsync(5);
        await ReferAsync("image", MediaName.AddressOf(Name));
        await SweepDailyAsync(1);
        await ReferAsync("image", null);

        Assert.Equal(0, await SweepDailyAsync(7));
        Assert.Equal(1, await SweepDailyAsync(1));
    }

    [Theory, MemberData(nameof(Places))]
    public async Task A_reference_that_is_made_while_the_sweep_runs_wins(string place)
    {
        await UploadAsync();
        await SweepDailyAsync(7);
        var racing = new RacingMediaStore(media) { BeforeDelete = () => ReferAsync(place, MediaName.AddressOf(Name)) };

        Assert.Equal(0, await SweepDailyAsync(1, racing));

        Assert.NotNull(await media.FindAsync(Name, default));
        Assert.Equal(0, await SweepDailyAsync(10));
    }

    [Fact]
    public async Task An_upload_that_is_made_while_the_sweep_runs_wins()
    {
        await UploadAsync();
        await SweepDailyAsync(7);
        var racing = new RacingMediaStore(media) { BeforeDelete = UploadAsync };

        Assert.Equal(0, await SweepDailyAsync(1, racing));

        Assert.NotNull(await media.FindAsync(Name, default));
    }

    [Fact]
    public async Task A_reference_that_is_made_within_a_week_after_the_deletion_brings_the_picture_back()
    {
        await UploadAsync();
        Assert.Equal(1, await SweepDailyAsync(8));
        await ReferAsync("image", MediaName.AddressOf(Name));

        await SweepDailyAsync(1);

        Assert.NotNull(await media.FindAsync(Name, default));
    }

    [Fact]
    public async Task A_picture_that_the_lines_of_an_order_show_stays_for_a_year()
    {
        var name = await UploadAsync();
        var product = Product.Create("mug", Sample.ProductDetails() with { ImageUrl = MediaName.AddressOf(name) }, Sample.By(Sample.Ann)).State();
        var lines = new[] { OrderSample.LineOf(product) };
        var totals = OrderTotals.Of(lines, OrderSample.Settings().Shipping);
        var order = Order.Create(
            "0123456789abcdef0123456789abcdef", "key", OrderSample.Request(totals.Total.Amount), lines, totals, ManualPayment.ProviderName,
            new(Sample.Ann, shop.Clock.Now));
        Assert.True(shop.Database.Orders.TryCreate(order.Id, order));

        Assert.Equal(0, await SweepDailyAsync(30));
        shop.Clock.Now += MediaReferences.OrderAge;
        Assert.Equal(1, await SweepDailyAsync(8));
    }

    private static string Name { get; } = MediaName.Of([1]);

    private async Task<string> UploadAsync()
    {
        await media.SaveAsync(Name, new byte[] { 1 }, default);
        return Name;
    }

    /// <returns>How many pictures were deleted in all.</returns>
    private async Task<int> SweepDailyAsync(int days, IMediaStore? store = null)
    {
        var references = new MediaReferences(
            new InMemoryProductStore(shop.Database, shop.Calls), new InMemoryLiveStreamStore(shop.Database, shop.Calls),
            new InMemoryOrderStore(shop.Database, shop.Calls), Settings, shop.Clock);
        var sweeper = new MediaSweeper(store ?? media, references, shop.Clock);
        var deleted = 0;
        for (var day = 0; day < days; day++)
        {
            deleted += await sweeper.SweepAsync(default);
            shop.Clock.Now += TimeSpan.FromDays(1);
        }

        return deleted;
    }

    private InMemoryShopSettingsStore Settings => new(shop.Database, shop.Calls);

    private async Task ReferAsync(string place, string? address)
    {
        switch (place)
        {
            case "image":
                await SaveProductAsync(Sample.ProductDetails() with { ImageUrl = address });
                break;
            case "further image":
                await SaveProductAsync(Sample.ProductDetails() with { ImageUrl = null, Images = ["/first.png", address] });
                break;
            case "variant":
                var shirt = Sample.ShirtDetails();
                var pictured = shirt.Variants!.Select(variant => variant! with { ImageUrl = address });
                await SaveProductAsync(shirt with { Variants = [.. pictured] });
                break;
            case "stream":
                var details = Sample.StreamDetails() with { ThumbnailUrl = address };
                (await shop.LiveStreams.CreateAsync("show", details, Ann, default)).Accepted();
                break;
            case "pin":
                await SaveProductAsync(Sample.ProductDetails() with { ImageUrl = address });
                (await shop.LiveStreams.CreateAsync("show", Sample.StreamDetails(), Ann, default)).Accepted();
                (await shop.LiveStreams.PinAsync("show", "mug", null, Ann, default)).Accepted();
                await SaveProductAsync(Sample.ProductDetails() with { ImageUrl = null });
                break;
            default:
                var writes = new ConditionalWriteLoop(shop.Clock, NullLogger<ConditionalWriteLoop>.Instance);
                var commands = new ShopSettingsCommands(Settings, writes, shop.Clock);
                (await commands.ChangeAsync(ShopSample.Details with { LogoUrl = address }, null, default)).Accepted();
                break;
        }
    }

    private async Task SaveProductAsync(ProductDetails details)
    {
        var changed = await shop.Products.ChangeAsync("mug", details, Ann, default);
        if (!changed.IsAccepted)
            (await shop.Products.CreateAsync("mug", details, Ann, default)).Accepted();
    }

    /// <summary>Lets something happen right before each deletion.</summary>
    private sealed class RacingMediaStore(IMediaStore inner) : IMediaStore
    {
        public required Func<Task> BeforeDelete { get; init; }

        public Task SaveAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
            inner.SaveAsync(name, content, cancellation);

        public Task<byte[]?> FindAsync(string name, CancellationToken cancellation) => inner.FindAsync(name, cancellation);

        public IAsyncEnumerable<MediaItem> ListAsync(CancellationToken cancellation) => inner.ListAsync(cancellation);

        public Task MarkAsync(MediaItem item, DateTimeOffset? unusedSince, CancellationToken cancellation) =>
            inner.MarkAsync(item, unusedSince, cancellation);

        public async Task<bool> TryDeleteAsync(MediaItem item, CancellationToken cancellation)
        {
            await BeforeDelete();
            return await inner.TryDeleteAsync(item, cancellation);
        }

        public Task<bool> RestoreAsync(string name, CancellationToken cancellation) => inner.RestoreAsync(name, cancellation);
    }
}
