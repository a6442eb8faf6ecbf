using System.Text.Json;

namespace LiveShop.Tests.Infra;

/// <summary>
/// The resources that infra/main.bicep deploys with the given parameters: loops, conditions and variables are resolved by
/// <c>bicep snapshot</c>; what only Azure knows (the outputs of other resources) stays an expression.
/// </summary>
internal sealed class Deployment
{
    private const string Required = """
        param environmentName = 'shop'
        param location = 'westeurope'
        param authAuthority = 'https://login.microsoftonline.com/tenant/v2.0'
        param authAudience = 'api-client'
        param authClientId = 'page-client'
        param authScope = 'api://api-client/access'

        """;

    private static readonly Lazy<Task<Deployment>> WithDefaults = new(() => WithAsync(""));

    private readonly IReadOnlyList<JsonElement> resources;

    private Deployment(string snapshot)
    {
        using var document = JsonDocument.Parse(snapshot);
        resources = [.. document.RootElement.GetProperty("predictedResources").EnumerateArray().Select(resource => resource.Clone())];
    }

    public static Task<Deployment> DefaultAsync() => WithDefaults.Value;

    /// <param name="parameters">Lines of a .bicepparam file, such as <c>param signalRUnits = 2</c>.</param>
    public static async Task<Deployment> WithAsync(string parameters)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "shop.bicepparam");
        var main = Path.GetRelativePath(folder.Path, Repository.PathOf("infra/main.bicep")).Replace('\\', '/');
        await File.WriteAllTextAsync(file, $"using '{main}'\n{Required}{parameters}\n");

        (await Bicep.RunAsync(
            "snapshot", file, "--mode", "overwrite", "--location", "westeurope", "--tenant-id", Guid.Empty.ToString(), "--subscription-id", Guid.Empty.ToString()))
            .RequireOutput();
        return new Deployment(await File.ReadAllTextAsync(Path.Combine(folder.Path, "shop.snapshot.json")));
    }

    public IReadOnlyList<JsonElement> All(string type) => [.. resources.Where(resource => resource.GetProperty("type").GetString() == type)];

    public JsonElement Single(string type) => Assert.Single(All(type));
}

internal static class JsonElements
{
    /// <summary>The value at a path of property names, such as <c>properties.siteConfig.cors</c>.</summary>
    public static JsonElement At(this JsonElement element, string path) =>
        path.Split('.').Aggregate(element, (current, name) => current.GetProperty(name));

    public static string Text(this JsonElement element, string path) => element.At(path).ToString();

    public static IReadOnlyList<string> Names(this JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
