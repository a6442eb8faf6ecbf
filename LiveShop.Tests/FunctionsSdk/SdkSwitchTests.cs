using System.Text.Json;

namespace LiveShop.Tests.FunctionsSdk;

/// <summary>The switch itself, with real restores: seconds each, so no more of them than it takes.</summary>
[Trait("Category", "Build")]
public sealed class SdkSwitchTests : IDisposable
{
    private readonly SdkSandbox sandbox = new();

    [Fact]
    public async Task A_feed_with_the_packages_gives_the_real_sdk()
    {
        sandbox.MakeFeedOfTheRealPackages();

        var restored = await RestoreAsync();

        Assert.Equal(("azure", "Exe"), (restored.FunctionsSdk, restored.OutputType));
        Assert.Contains("Microsoft.Azure.Functions.Worker", restored.Packages);
        Assert.Contains("Microsoft.Azure.Functions.Worker.Sdk", restored.Packages);
        Assert.Empty(restored.Projects);
    }

    [Fact]
    public async Task A_feed_without_them_gives_the_stand_in_and_is_asked_only_once()
    {
        sandbox.MakeEmptyFeed();

        var restored = await RestoreAsync();
        var asked = sandbox.AskedAt;
        await RestoreAsync();

        Assert.Equal(("standin", "Library"), (restored.FunctionsSdk, restored.OutputType));
        Assert.DoesNotContain(restored.Packages, package => package.StartsWith("Microsoft.Azure.Functions.", StringComparison.Ordinal));
        Assert.Equal(["LiveShop.Functions.Sdk"], restored.Projects);
        Assert.Equal(asked, sandbox.AskedAt);
    }

    [Fact]
    public async Task A_feed_out_of_reach_gives_the_stand_in_until_it_is_back()
    {
        Assert.Equal("standin", (await RestoreAsync()).FunctionsSdk);

        sandbox.MakeFeedOfTheRealPackages();

        Assert.Equal("azure", (await RestoreAsync()).FunctionsSdk);
    }

    [Fact]
    public async Task What_was_restored_for_the_stand_in_is_neither_built_for_azure_nor_published()
    {
        sandbox.MakeEmptyFeed();
        await RestoreAsync();

        Assert.Contains("was restored with FunctionsSdk=standin, but this build uses FunctionsSdk=azure",
            await sandbox.DotnetAsync("build", "--no-restore", "-p:FunctionsSdk=azure"), StringComparison.Ordinal);
        Assert.Contains("error : LiveShop.Functions was built with the stand-in",
            await sandbox.DotnetAsync("publish", "--no-restore"), StringComparison.Ordinal);
    }

    public void Dispose() => sandbox.Dispose();

    /// <summary>Restores, and says what a build would then go by.</summary>
    private async Task<Restored> RestoreAsync()
    {
        var said = await sandbox.DotnetAsync("msbuild", "-restore", "-t:CollectPackageReferences",
            "-getProperty:FunctionsSdk,OutputType", "-getItem:PackageReference,ProjectReference");
        var json = JsonDocument.Parse(said).RootElement;
        var (properties, items) = (json.GetProperty("Properties"), json.GetProperty("Items"));
        return new(
            properties.GetProperty("FunctionsSdk").GetString()!,
            properties.GetProperty("OutputType").GetString()!,
            Each(items.GetProperty("PackageReference"), "Identity"),
            Each(items.GetProperty("ProjectReference"), "Filename"));
    }

    private static string[] Each(JsonElement items, string metadata) =>
        [.. items.EnumerateArray().Select(item => item.GetProperty(metadata).GetString()!)];

    private sealed record Restored(string FunctionsSdk, string OutputType, string[] Packages, string[] Projects);
}
