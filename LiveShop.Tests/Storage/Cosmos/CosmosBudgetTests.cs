using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Tests.Storage.CosmosGatewayDouble;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>
/// The requests that a command costs, counted where they arrive: DESIGN.md, section 11. A product is read with its stock, by two point
/// reads at once.
/// </summary>
public sealed class CosmosBudgetTests : IAsyncLifetime
{
    private const string ReadAndBatch = "ReadDocument Batch";
    private const string ReadAndReplace = "ReadDocument ReplaceDocument";
    private const string ReadProduct = "ReadDocument ReadDocument";

    private static readonly string[] ReadsOfTwoProducts =
        [$"{ReadProduct} {ReadProduct}", "Query Query QueryPlan QueryPlan"];

    private CosmosShop shop = null!;

    public async Task InitializeAsync() => shop = await CosmosShop.OpenAsync();

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Theory]
    [InlineData("create a stream", "Batch")]
    [InlineData("edit", ReadAndBatch)]
    [InlineData("start", ReadAndBatch)]
    [InlineData("stop", ReadAndBatch)]
    [InlineData("pin", $"ReadDocument {ReadProduct} Batch")]
    [InlineData("hide", ReadAndBatch)]
    [InlineData("unpin", ReadAndBatch)]
    [InlineData("reorder", ReadAndBatch)]
    [InlineData("refresh", $"ReadDocument {ReadProduct} Batch")]
    [InlineData("create a product", "Batch")]
    [InlineData("change", $"{ReadProduct} Batch")]
    [InlineData("delete", $"{ReadProduct} QueryPlan Query Query Query Batch")]
    [InlineData("create again", $"Batch ReadDocument {ReadProduct} ReadDocument Batch")]
    [InlineData("remove", ReadAndReplace)]
    public async Task Command_stays_within_its_request_budget(string name, string requests)
    {
        var command = ShopCommand.All.Single(command => command.Name == name);
        var id = await WarmAsync(command);

        Assert.Null(await command.RunAsync(shop, id));

        Assert.Equal(requests, string.Join(' ', shop.Gateway.Requests.All));
    }

    [Fact]
    public async Task A_change_of_a_cart_reads_the_cart_and_the_product_and_prices_what_is_in_it()
    {
        var command = ShopCommand.All.Single(command => command.Name == "add");
        var id = await WarmAsync(command);

        Assert.Null(await command.RunAsync(shop, id));

        var requests = shop.Gateway.Requests.All;
        Assert.Equal($"ReadDocument {ReadProduct} ReplaceDocument", string.Join(' ', requests.Take(4)));
        // Its two items with their stocks: one read each, or two queries where one range holds both.
        Assert.Contains(string.Join(' ', requests.Skip(4).Select(request => $"{request}").Order(StringComparer.Ordinal)), ReadsOfTwoProducts);
    }

    [Fact]
    public async Task A_stream_that_starts_again_costs_its_read_its_products_and_a_batch()
    {
        var id = await CosmosTestData.LiveStreamAsync(shop);
        Assert.True((await shop.StreamCommands.StopAsync(id, Caller.System, CancellationToken.None)).IsAccepted);
        Assert.True((await shop.ProductCommands.ChangeAsync($"{id}-first", CosmosTestData.Details(3), Caller.System, CancellationToken.None)).IsAccepted);
        shop.Gateway.Requests.Clear();

        Assert.True((await shop.StreamCommands.StartAsync(id, Caller.System, CancellationToken.None)).IsAccepted);

        var requests = shop.Gateway.Requests.All;
        Assert.Equal((RequestKind.ReadDocument, RequestKind.Batch), (requests[0], requests[^1]));
        // Its two products with their stocks: one read each, or two queries where one range holds both.
        Assert.Contains(string.Join(' ', requests.Skip(1).SkipLast(1).Select(request => $"{request}").Order(StringComparer.Ordinal)), ReadsOfTwoProducts);
    }

    [Fact]
    public async Task A_snapshot_costs_one_point_read()
    {
        var id = await CosmosTestData.LiveStreamAsync(shop);
        shop.Gateway.Requests.Clear();

        await shop.Streams.FindAsync(id, CancellationToken.None);

        Assert.Equal([RequestKind.ReadDocument], shop.Gateway.Requests.All);
    }

    [Fact]
    public async Task A_command_that_changes_nothing_costs_one_read()
    {
        var id = await CosmosTestData.LiveStreamAsync(shop);
        shop.Gateway.Requests.Clear();

        Assert.True((await shop.StreamCommands.StartAsync(id, Caller.System, CancellationToken.None)).IsAccepted);

        Assert.Equal([RequestKind.ReadDocument], shop.Gateway.Requests.All);
    }

    [Fact]
    public async Task Lost_write_reads_back_once_and_retries()
    {
        var id = await CosmosTestData.LiveStreamAsync(shop);
        var stored = await shop.Streams.GetAsync(id);
        await shop.Streams.SaveAsync(stored, stored.Value.Titled("First"));
        var late = stored.Value.Titled("Second");
        shop.Gateway.Requests.Clear();

        Assert.False(await shop.Streams.TrySaveAsync(late.Stream, late.Change!, stored.ETag, CancellationToken.None));

        Assert.Equal([RequestKind.Batch, RequestKind.ReadDocument], shop.Gateway.Requests.All);
    }

    /// <summary>The first command of a client also asks for the containers and their ranges; those after it do not.</summary>
    private async Task<string> WarmAsync(ShopCommand command)
    {
        Assert.Null(await command.RunAsync(shop, await command.PrepareAsync(shop)));
        var id = await command.PrepareAsync(shop);
        shop.Gateway.Requests.Clear();
        return id;
    }
}
