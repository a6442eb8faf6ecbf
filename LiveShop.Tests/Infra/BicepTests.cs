using System.Text.Json;

namespace LiveShop.Tests.Infra;

/// <summary>The Bicep files compile without a warning, the linter's included, and without a network.</summary>
public sealed class BicepTests
{
    private const string ValidAccount = """
        param name string
        param location string
        resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
          name: name
          location: location
          kind: 'StorageV2'
          sku: { name: 'Standard_LRS' }
          properties: { allowSharedKeyAccess: false }
        }
        """;

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicep", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Order(),
    ];

    [Fact]
    public async Task The_templates_compile_without_a_warning()
    {
        var result = await Template.CompileAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Theory, MemberData(nameof(Files))]
    public void A_Bicep_file_needs_no_module_registry(string file) => Assert.DoesNotMatch(@"'(br|ts)[:/]", Repository.Read(file));

    [Fact]
    public async Task A_misspelt_property_is_rejected_although_bicep_build_exits_with_0()
    {
        var result = await CompileAsync(ValidAccount.Replace("allowSharedKeyAccess", "alowSharedKeyAccess", StringComparison.Ordinal));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Did you mean \"allowSharedKeyAccess\"?", result.Errors, StringComparison.Ordinal);
        Assert.False(result.Succeeded);
        Assert.Throws<InvalidDataException>(result.RequireOutput);
    }

    [Fact]
    public async Task A_correct_resource_is_not_rejected() => Assert.True((await CompileAsync(ValidAccount)).Succeeded);

    [Fact]
    public async Task A_broken_linter_rule_fails_the_compilation()
    {
        var result = await CompileAsync(ValidAccount + "\nparam unused string\n");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("no-unused-params", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_the_compiler_is_told_how_to_get_one()
    {
        var error = await Assert.ThrowsAsync<PlatformNotSupportedException>(() => Bicep.RunAsync("/nowhere/bicep", ["--version"]));

        Assert.Contains("BicepPath", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_linter_rule_that_is_configured_is_an_error()
    {
        using var config = JsonDocument.Parse(Repository.Read("infra/bicepconfig.json"));
        var rules = config.RootElement.GetProperty("analyzers").GetProperty("core").GetProperty("rules").EnumerateObject().ToList();

        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Equal("error", rule.Value.GetProperty("level").GetString()));
    }

    private static async Task<BicepResult> CompileAsync(string text)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "main.bicep");
        await File.WriteAllTextAsync(file, text);
        File.Copy(Repository.PathOf("infra/bicepconfig.json"), Path.Combine(folder.Path, "bicepconfig.json"));
        return await Bicep.RunAsync("build", file, "--stdout");
    }
}
