using System.Text.Json;

namespace LiveShop.Tests.FunctionsSdk;

/// <summary>The choice between the stand-in and the real packages. Each `dotnet` costs a second or two.</summary>
[Trait("Category", "Build")]
public sealed class SdkSwitchTests : IDisposable
{
    private const string CosmosDB = "Microsoft.Azure.Functions.Worker.Extensions.CosmosDB";
    private const string SignalR = "Microsoft.Azure.Functions.Worker.Extensions.SignalRService";

    private readonly SdkSandbox sandbox = new();

    [Fact]
    public async Task A_feed_with_both_packages_gives_the_real_sdk_and_no_source_of_the_stand_in()
    {
        sandbox.Publish("Extensions.Abstractions", "Extensions.CosmosDB", "Extensions.SignalRService");

        var restored = await RestoreAsync();

        Assert.Equal("azure", restored.FunctionsSdk);
        Assert.Superset(new HashSet<string>([CosmosDB, SignalR]), restored.Packages);
        Assert.Empty(restored.Sources);
    }

    [Fact]
    public async Task A_feed_without_one_of_them_gives_the_stand_in_and_a_given_property_overrules_it()
    {
        sandbox.Publish("Extensions.Abstractions", "Extensions.CosmosDB");

        var restored = await RestoreAsync();

        Assert.Equal("standin", restored.FunctionsSdk);
        Assert.DoesNotContain(CosmosDB, restored.Packages);
        Assert.Equal(["StandIn.cs"], restored.Sources);
        Assert.Equal("azure", (await EvaluateAsync("-p:FunctionsSdk=azure")).FunctionsSdk);
    }

    [Fact]
    public async Task A_feed_out_of_reach_decides_nothing()
    {
        await sandbox.DotnetAsync("restore");
        sandbox.Publish("Extensions.Abstractions", "Extensions.CosmosDB", "Extensions.SignalRService");

        Assert.Equal("azure", (await RestoreAsync()).FunctionsSdk);
    }

    [Theory]
    [InlineData("standin", "error : LiveShop.Functions was built with the stand-in")]
    [InlineData("azure", "")]
    public async Task Only_a_build_with_the_real_packages_can_be_published(string functionsSdk, string expected)
    {
        var project = Path.Combine(Repository.Root, "LiveShop.Functions");

        string[] refuse = ["msbuild", "-nologo", "-t:RefuseToPublishTheStandIn", $"-p:FunctionsSdk={functionsSdk}"];
        var output = await SdkSandbox.DotnetAsync(project, refuse);

        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Equal(expected.Length > 0, output.Contains("error", StringComparison.Ordinal));
    }

    public void Dispose() => sandbox.Dispose();

    private Task<Choice> RestoreAsync() => EvaluateAsync("-restore", "-t:CollectPackageReferences");

    /// <summary>What a build would go by.</summary>
    private async Task<Choice> EvaluateAsync(params string[] arguments)
    {
        var output = await sandbox.DotnetAsync(["msbuild", "-getProperty:FunctionsSdk", "-getItem:PackageReference,Compile", .. arguments]);
        var json = JsonDocument.Parse(output).RootElement;
        return new(
            json.GetProperty("Properties").GetProperty("FunctionsSdk").GetString()!,
            Items("PackageReference").ToHashSet(),
            [.. Items("Compile")]);

        IEnumerable<string> Items(string type) =>
            json.GetProperty("Items").GetProperty(type).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!);
    }

    private sealed record Choice(string FunctionsSdk, HashSet<string> Packages, string[] Sources);
}
