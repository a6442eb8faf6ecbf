using System.Diagnostics;
using LiveShop.Functions.Telemetry;
using LiveShop.Tests.Local.Hostile;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace LiveShop.Tests.Infra;

/// <summary>The deployed sampler is one that the Azure Monitor exporter knows: with others it keeps a few traces a second.</summary>
/// <remarks>Runs alone, because a listener of another test to the same sources would have every trace recorded.</remarks>
[Collection(ProcessMeasurementCollection.Name)]
public sealed class TraceSamplingTests
{
    private const int Traces = 10_000;

    private const string Source = "Azure.TraceSampling";

    [Theory]
    [InlineData("1", Traces, Traces)]
    [InlineData("0.1", 800, 1_200)]
    [InlineData("0", 0, 0)]
    public async Task The_deployed_sampler_keeps_the_share_of_traces_that_is_set(string ratio, int least, int most) =>
        Assert.InRange(Kept(await SettingAsync(Deployment.DefaultAsync(), "OTEL_TRACES_SAMPLER"), ratio), least, most);

    [Fact]
    public async Task The_deployed_share_of_traces_is_the_one_that_is_set()
    {
        Assert.Equal("1", await SettingAsync(Deployment.DefaultAsync(), "OTEL_TRACES_SAMPLER_ARG"));
        Assert.Equal("0.1", await SettingAsync(Deployment.OptionsAsync(), "OTEL_TRACES_SAMPLER_ARG"));
    }

    private static async Task<string> SettingAsync(Task<Deployment> deployment, string name) =>
        (await deployment).Single("Microsoft.Web/sites/config").Text($"properties.{name}");

    private static int Kept(string sampler, string argument)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = $"InstrumentationKey={Guid.Empty};IngestionEndpoint=http://127.0.0.1:9/",
            ["APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL"] = "true",
            ["OTEL_TRACES_SAMPLER"] = sampler,
            ["OTEL_TRACES_SAMPLER_ARG"] = argument,
        }).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddWorkerTelemetryExport(configuration)
            .BuildServiceProvider();
        using var tracing = services.GetRequiredService<TracerProvider>();
        using var source = new ActivitySource(Source);

        return Enumerable.Range(0, Traces).Count(_ =>
        {
            Activity.Current = null;
            using var activity = source.StartActivity("request");
            return activity is { Recorded: true };
        });
    }
}
