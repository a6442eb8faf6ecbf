using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveShop.Blobs;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Functions.Realtime;
using LiveShop.Tests.Access;
using LiveShop.Tests.Media;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using LiveShop.Tests.WorkerHost;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Tests.Worker;

/// <summary>The built LiveShop.Functions as a process, on a Cosmos DB double, with an issuer of admins' tokens.</summary>
public sealed class WorkerFixture : IAsyncLifetime, IDisposable
{
    private const string Audience = "api://liveshop";

    private OidcIssuer issuer = null!;
    private CosmosClient cosmos = null!;
    private BlobDouble blobs = null!;
    private int made;

    public static string App { get; } = Path.Combine(OutputFolder(), "LiveShop.Functions.dll");

    public FunctionsHost Host { get; private set; } = null!;

    internal GatewayDouble Gateway { get; private set; } = null!;

    public HttpClient Anyone { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    /// <summary>What the functions sent to SignalR Service; a test looks for its own stream's.</summary>
    public ConcurrentQueue<FunctionOutput> Sent { get; } = new();

    /// <summary>The pauses before retries, which nobody waits for here.</summary>
    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    /// <summary>This many of the next outputs fail, as while SignalR Service is away.</summary>
    public int OutputsToFail { get; set; }

    public Dictionary<string, string> Settings { get; private set; } = [];

    public FunctionsHostOptions Options => new()
    {
        App = App,
        Settings = Settings,
        Input = _ => new JsonObject { ["url"] = "https://signalr.test/client/?hub=liveshop", ["accessToken"] = "a-token" },
        Output = output =>
        {
            if (OutputsToFail > 0 && OutputsToFail-- > 0)
                throw new HttpRequestException("SignalR is away.");
            Sent.Enqueue(output);
            return Task.CompletedTask;
        },
        Pause = (pause, _) =>
        {
            Pauses.Enqueue(pause);
            return Task.CompletedTask;
        },
    };

    public async Task InitializeAsync()
    {
        Gateway = await GatewayDouble.StartAsync();
        issuer = await OidcIssuer.StartAsync();
        blobs = await BlobDouble.StartAsync();
        Settings = new()
        {
            [CosmosSettings.Connection] = Gateway.ConnectionString,
            [BlobSettings.Connection] = blobs.ConnectionString,
            ["Auth__Authority"] = issuer.Address,
            ["Auth__Audience"] = Audience,
            ["COSMOS_DISABLE_IMDS_ACCESS"] = "true",
            // Nothing of the test runner's own environment may send anything anywhere.
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "",
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "",
        };
        cosmos = new(Gateway.ConnectionString, new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway });
        await CosmosContainers.TryCreateAsync(cosmos, CosmosSettings.DefaultDatabase, CancellationToken.None);
        Host = await FunctionsHost.StartAsync(Options);
        (Anyone, Admin) = (Host.CreateClient(), AdminOf(Host));
    }

    public HttpClient AdminOf(FunctionsHost host)
    {
        var admin = host.CreateClient();
        admin.DefaultRequestHeaders.Authorization = new("Bearer", issuer.Sign(Jwt.Claims(issuer.Address, Audience)));
        return admin;
    }

    /// <summary>A stream that is live, and a product to pin.</summary>
    public async Task<(string Stream, string Product)> LiveStreamAsync()
    {
        var number = Interlocked.Increment(ref made);
        var (stream, product) = ($"show-{number}", $"bowl-{number}");
        await PostAsync("api/products", new { id = product, name = "Bowl", price = new { amount = 2490, currency = "EUR" }, stock = 5 });
        await PostAsync("api/livestreams", new { id = stream, title = "Autumn show" });
        await PostAsync($"api/livestreams/{stream}/start", null);
        return (stream, product);
    }

    public async Task<JsonElement> PostAsync(string address, object? body)
    {
        using var response = await Admin.PostAsJsonAsync(address, body);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A stream's documents on the change feed, as the trigger hands them over.</summary>
    public async Task<JsonArray> FeedOfAsync(string stream)
    {
        using var feed = cosmos
            .GetContainer(CosmosSettings.DefaultDatabase, ContainerNames.LiveStreams)
            .GetChangeFeedStreamIterator(ChangeFeedStartFrom.Beginning(), ChangeFeedMode.LatestVersion);
        var documents = new JsonArray();
        while (true)
        {
            using var response = await feed.ReadNextAsync();
            if (!response.IsSuccessStatusCode)
                return documents;
            var page = (await JsonNode.ParseAsync(response.Content))!["Documents"]!.AsArray();
            foreach (var document in page.Where(document => document!["streamId"]?.GetValue<string>() == stream))
                documents.Add(document!.DeepClone());
        }
    }

    public IEnumerable<JsonElement> MessagesTo(string stream) =>
        Sent.Where(output => output.Function == nameof(PublishLiveStreamChanges))
            .SelectMany(output => output.Value.EnumerateArray())
            .Where(message => message.GetProperty("groupName").GetString() == $"stream-{stream}");

    public async Task DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
        await issuer.DisposeAsync();
        await Gateway.DisposeAsync();
        await blobs.DisposeAsync();
    }

    public void Dispose()
    {
        cosmos.Dispose();
        Anyone.Dispose();
        Admin.Dispose();
    }

    /// <summary>Built in the same configuration as these tests, for the same framework.</summary>
    private static string OutputFolder()
    {
        var ours = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Repository.Root, "LiveShop.Functions", "bin", ours.Parent!.Name, ours.Name);
    }
}
