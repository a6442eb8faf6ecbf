using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LiveShop.Cosmos;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Azure.Cosmos;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local;

/// <summary>A document that cannot be read is missing in lists and named in the log, and what stands beside it is there as before.</summary>
public abstract class DamagedDocumentTests : IAsyncLifetime
{
    private const string Broken = "broken";

    protected LocalServer Server { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Server = await StartAsync();

    public virtual async Task DisposeAsync() => await Server.DisposeAsync();

    protected abstract Task<LocalServer> StartAsync();

    /// <summary>Replaces a text in a stored document directly.</summary>
    protected abstract Task ReplaceAsync(string container, string partitionKey, string id, string text, string by);

    [Fact]
    public async Task Stream_list_omits_a_damaged_document()
    {
        using var admin = await Server.AdminAsync();
        await admin.PostAsJsonAsync("/api/livestreams", new { id = Broken, title = "Broken" }).IsAsync(HttpStatusCode.Created);

        await DamageAsync("livestreams", Broken, Broken);

        Assert.Equal(["demo"], await IdsAsync("/api/livestreams", "streamId"));
        Assert.Equal(["demo"], await IdsAsync("/api/livestreams?status=live", "streamId"));
        Assert.Equal(["demo"], await IdsAsync("/api/livestreams?limit=200", "streamId"));
        IsTold(Broken);
        await Server.Http.GetAsync($"/api/livestreams/{Broken}").IsProblemAsync(500, "unexpected");
    }

    [Fact]
    public async Task Product_list_and_cart_omit_a_damaged_document()
    {
        using var admin = await Server.AdminAsync();
        var before = await IdsAsync("/api/products", "id");
        await admin.PostAsJsonAsync("/api/products", new { id = Broken, name = "Broken mug", price = new { amount = 1, currency = "EUR" }, stock = 1 }).IsAsync(HttpStatusCode.Created);
        var cart = (await Server.Http.PostAsync("/api/carts", null).JsonAsync(HttpStatusCode.Created)).Text("id");
        foreach (var productId in new[] { Broken, "mug" })
            await Server.Http.PostAsJsonAsync($"/api/carts/{cart}/items", new { productId }).JsonAsync();

        await DamageAsync("catalog", Broken, Broken);

        // Another page than before, because the customers' list may be a second old.
        Assert.Equal(before, await IdsAsync("/api/products?limit=200", "id"));
        Assert.Equal(["mug"], await IdsAsync("/api/products?search=mug", "id"));
        var items = (await Server.Http.GetAsync($"/api/carts/{cart}").JsonAsync()).Items().ToList();
        Assert.Equal((Broken, JsonValueKind.Null), (items[0].Text("productId"), items[0].GetProperty("product").ValueKind));
        Assert.Equal(("mug", JsonValueKind.Object), (items[1].Text("productId"), items[1].GetProperty("product").ValueKind));
        IsTold(Broken);
    }

    [Fact]
    public async Task Journal_omits_a_damaged_document()
    {
        using var admin = await Server.AdminAsync();
        var before = (await admin.GetAsync("/api/livestreams/demo/changes").JsonAsync()).Items().Select(change => change.Version()).ToList();

        await DamageAsync("livestreams", "demo", "_change-2");

        Assert.Equal(before.Where(version => version != 2), (await admin.GetAsync("/api/livestreams/demo/changes").JsonAsync()).Items().Select(change => change.Version()));
        IsTold("_change-2");
    }

    private Task DamageAsync(string container, string partitionKey, string id) =>
        ReplaceAsync(container, partitionKey, id, "t\":\"20", "t\":\"the day 20");

    private async Task<List<string?>> IdsAsync(string list, string id) =>
        [.. (await Server.Http.GetAsync(list).JsonAsync()).Items().Select(item => item.Text(id)).Order()];

    private void IsTold(string id) => Assert.Contains(Server.Log.Entries, entry =>
        entry.StartsWith("Error", StringComparison.Ordinal) && entry.Contains($"Left out the document {id}:", StringComparison.Ordinal));
}

public sealed class SqliteDamagedDocumentTests : DamagedDocumentTests
{
    protected override Task<LocalServer> StartAsync() => LocalServer.StartAsync();

    protected override async Task ReplaceAsync(string container, string partitionKey, string id, string text, string by)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Server.DataDirectory, "liveshop.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE documents SET body = CAST(replace(CAST(body AS TEXT), $text, $by) AS BLOB) WHERE container = $container AND partition_key = $partitionKey AND id = $id";
        foreach (var (name, value) in new[] { ("$text", text), ("$by", by), ("$container", container), ("$partitionKey", partitionKey), ("$id", id) })
            command.Parameters.AddWithValue(name, value);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}

public sealed class CosmosDamagedDocumentTests : DamagedDocumentTests
{
    private GatewayDouble gateway = null!;

    public override async Task InitializeAsync()
    {
        gateway = await GatewayDouble.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await gateway.DisposeAsync();
    }

    protected override Task<LocalServer> StartAsync() => LocalServer.StartAsync($"--{CosmosSettings.Connection}", gateway.ConnectionString);

    protected override async Task ReplaceAsync(string container, string partitionKey, string id, string text, string by)
    {
        var documents = Server.Services.GetRequiredService<CosmosClient>().GetContainer(CosmosSettings.DefaultDatabase, container);
        using var found = (await documents.ReadItemStreamAsync(id, new PartitionKey(partitionKey))).EnsureSuccessStatusCode();
        using var reader = new StreamReader(found.Content);
        using var damaged = new MemoryStream(Encoding.UTF8.GetBytes((await reader.ReadToEndAsync()).Replace(text, by, StringComparison.Ordinal)));
        using var replaced = await documents.ReplaceItemStreamAsync(damaged, id, new PartitionKey(partitionKey));
        replaced.EnsureSuccessStatusCode();
    }
}
