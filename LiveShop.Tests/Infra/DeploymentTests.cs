using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LiveShop.Tests.Infra;

/// <summary>The files of a deployment agree with each other.</summary>
public sealed partial class DeploymentTests
{
    [Fact]
    public async Task Every_parameter_of_the_template_can_be_set_and_nothing_else()
    {
        using var parameters = JsonDocument.Parse(Repository.Read("infra/main.parameters.json"));

        Assert.Equal((await Template.ParametersAsync()).Order(), parameters.RootElement.GetProperty("parameters").Names().Order());
    }

    [Fact]
    public void Every_setting_of_a_deployment_is_named_in_the_guide() =>
        Assert.All(
            Parameters.Settings(),
            setting => Assert.Contains($"`{setting}`", Repository.Read("infra/README.md"), StringComparison.Ordinal));

    [Fact]
    public async Task The_settings_of_the_pages_are_outputs_of_the_deployment()
    {
        var asked = GivenSetting().Matches(Repository.Read("infra/web-config.mjs")).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(asked);
        Assert.Subset((await Template.OutputsAsync()).ToHashSet(), asked.ToHashSet());
    }

    [Theory]
    [InlineData("api", "Microsoft.Web/sites")]
    [InlineData("web", "Microsoft.Web/staticSites")]
    public async Task Each_service_of_azd_finds_its_resource_by_its_tag(string service, string type)
    {
        Assert.Contains(service, Workflow.ReadYaml("azure.yaml")["services"].Entries.Keys);
        Assert.Equal(service, (await Deployment.DefaultAsync()).Single(type).At("tags").GetProperty("azd-service-name").GetString());
    }

    [Fact]
    public void The_site_is_deployed_from_a_folder_that_is_not_the_pages_own()
    {
        var web = Workflow.ReadYaml("azure.yaml")["services", "web"];

        Assert.Equal(("./infra/site", "dist"), (web["project"].Text, web["dist"].Text));
        Assert.All(
            web["hooks", "prepackage"].Entries.Values,
            hook => Assert.EndsWith("node ../web-config.mjs ../../web/dist dist", hook["run"].Text, StringComparison.Ordinal));
        Assert.Contains("infra/site/dist/", Repository.Read(".gitignore").Split('\n'));
    }

    // azd runs `npx @azure/static-web-apps-cli@latest` in the folder of azure.yaml.
    [Fact]
    public void A_date_says_which_version_of_the_site_deployment_tool_is_the_latest() =>
        Assert.Contains(Repository.Read(".npmrc").Split('\n'), line => PinnedDate().IsMatch(line));

    [Fact]
    public void The_functions_project_has_a_user_secrets_id_so_that_azd_does_not_write_one()
    {
        var project = XDocument.Parse(Repository.Read("LiveShop.Functions/LiveShop.Functions.csproj"));

        Assert.NotEmpty(Assert.Single(project.Descendants("UserSecretsId")).Value);
    }

    [Fact]
    public void The_development_container_gets_the_browser_that_the_tests_need() =>
        Assert.Contains(
            "\n(cd web && npx playwright install --with-deps chromium)\n",
            Repository.Read(".devcontainer/post-create.sh"),
            StringComparison.Ordinal);

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

    [GeneratedRegex(@"^before=\d{4}-\d\d-\d\d$")]
    private static partial Regex PinnedDate();

    [GeneratedRegex("(?:Account|Access)Key=([^;]+)")]
    private static partial Regex Key();
}
