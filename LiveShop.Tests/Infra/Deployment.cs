using System.Text.Json;

namespace LiveShop.Tests.Infra;

/// <summary>
/// The resources that infra/main.bicep deploys with the given parameters: loops, conditions and variables are resolved by
/// <c>bicep snapshot</c>; what only Azure knows (the outputs of other resources) stays an expression.
/// </summary>
internal sealed class Deployment
{
    public const string DataReader = "7c6b1d0e-0000-4000-8000-000000000000";
    public const string AlertEmail = "shop@example.com";

    private const string Required = """
        param environmentName = 'shop'
        param location = 'westeurope'
        param authAuthority = 'https://login.microsoftonline.com/tenant/v2.0'
        param authAudience = 'api-client'
        param authClientId = 'page-client'
        param authScope = 'api://api-client/access'

        """;

    private const string Optional = $"""
        param cosmosMaxThroughput = 20000
        param dataReaderPrincipalId = '{DataReader}'
        param stripePayments = true
        param httpAlwaysReady = 0
        param traceSampleRatio = '0.1'
        param alertEmail = '{AlertEmail}'

        """;

    private static readonly Lazy<Task<Deployment>> WithDefaults = new(() => PredictAsync(Required));
    private static readonly Lazy<Task<Deployment>> WithOptions = new(() => PredictAsync(Required + Optional));

    private readonly IReadOnlyList<JsonElement> resources;

    private Deployment(string snapshot)
    {
        using var document = JsonDocument.Parse(snapshot);
        resources = [.. document.RootElement.GetProperty("predictedResources").EnumerateArray().Select(resource => resource.Clone())];
    }

    /// <summary>With nothing set but what has no default.</summary>
    public static Task<Deployment> DefaultAsync() => WithDefaults.Value;

    /// <summary>With a throughput, a reader of the data, payments with Stripe, an address for alerts, a tenth of the traces, and no instance for HTTP.</summary>
    public static Task<Deployment> OptionsAsync() => WithOptions.Value;

    public IReadOnlyList<JsonElement> All(string type) => [.. resources.Where(resource => resource.Text("type") == type)];

    public JsonElement Single(string type) => Assert.Single(All(type));

    private static async Task<Deployment> PredictAsync(string parameters)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "shop.bicepparam");
        var main = Path.GetRelativePath(folder.Path, Repository.PathOf("infra/main.bicep")).Replace('\\', '/');
        await File.WriteAllTextAsync(file, $"using '{main}'\n{parameters}");

        var anyId = Guid.Empty.ToString();
        string[] scope = ["--location", "westeurope", "--tenant-id", anyId, "--subscription-id", anyId];
        (await Bicep.RunAsync(["snapshot", file, "--mode", "overwrite", .. scope])).RequireOutput();
        return new Deployment(await File.ReadAllTextAsync(Path.Combine(folder.Path, "shop.snapshot.json")));
    }
}

internal static class JsonElements
{
    /// <summary>The value at a path of property names, such as <c>properties.siteConfig.cors</c>.</summary>
    public static JsonElement At(this JsonElement element, string path) =>
        path.Split('.').Aggregate(element, (current, name) => current.GetProperty(name));

    public static string Text(this JsonElement element, string path) => element.At(path).ToString();

    public static IReadOnlyList<string> Names(this JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
