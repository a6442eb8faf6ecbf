using System.Text.Json;
using System.Text.RegularExpressions;

namespace LiveShop.Tests.Infra;

/// <summary>The files of a deployment fit together.</summary>
public sealed partial class DeploymentTests
{
    private static readonly BicepObject Main = BicepObject.Read("infra/main.bicep");

    [Fact]
    public void Every_parameter_can_be_set_and_nothing_else()
    {
        using var parameters = JsonDocument.Parse(Repository.Read("infra/main.parameters.json"));
        Assert.Equal(
            Main.Declared("param").Order(),
            parameters.RootElement.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name).Order());
    }

    [Fact]
    public void What_the_pages_are_told_are_outputs_of_the_deployment()
    {
        var asked = GivenSetting().Matches(Repository.Read("infra/web-config.mjs")).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(asked);
        Assert.Subset(Main.Declared("output").ToHashSet(), asked.ToHashSet());
    }

    [Theory]
    [InlineData("api", "infra/modules/functions.bicep")]
    [InlineData("web", "infra/modules/web.bicep")]
    public void Each_service_finds_its_resource_by_its_tag(string service, string module)
    {
        Assert.Contains($"\n  {service}:\n", Repository.Read("azure.yaml"), StringComparison.Ordinal);
        Assert.Contains($"'azd-service-name': '{service}'", Repository.Read(module), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ci.yml")]
    [InlineData("deploy.yml")]
    public void Workflows_run_only_actions_that_nobody_can_exchange(string workflow)
    {
        var actions = Action().Matches(Repository.Read($".github/workflows/{workflow}")).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches(@"^[\w-]+/[\w-]+@[0-9a-f]{40}$", action));
    }

    [Fact]
    public void Only_the_emulators_keys_stand_in_the_samples()
    {
        string[] known =
        [
            "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH",
        ];
        var keys = Key().Matches(Repository.Read("local.settings.sample.json")).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(keys);
        Assert.Subset(known.ToHashSet(), keys.ToHashSet());
    }

    [GeneratedRegex(@"given\('(\w+)'\)")]
    private static partial Regex GivenSetting();

    [GeneratedRegex(@"uses: (\S+)")]
    private static partial Regex Action();

    [GeneratedRegex("(?:Account|Access)Key=([^;]+)")]
    private static partial Regex Key();
}
