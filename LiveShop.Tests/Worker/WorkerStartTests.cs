using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using LiveShop.Tests.WorkerHost;

namespace LiveShop.Tests.Worker;

/// <summary>The worker's start and end.</summary>
[Collection(WorkerCollection.Name)]
public sealed class WorkerStartTests(WorkerFixture worker)
{
    [Theory]
    [InlineData("Auth__Authority", "http://issuer.example", "Auth__Authority must be the https address of an OpenID Connect issuer.")]
    [InlineData("CosmosDBConnection", "AccountEndpoint=https://shop.example/",
        "CosmosDBConnection has no AccountKey, or one that is not Base64: expected AccountEndpoint=https://...;AccountKey=...;")]
    [InlineData("Orders__RetentionDays", "-1", "Orders__RetentionDays must be a whole number of days from 0 to 36500.")]
    [InlineData("Payments__Stripe__SecretKey", "sk_test_1", "Payments__Stripe__WebhookSecret must be set where Payments__Stripe__SecretKey is.")]
    [InlineData("MediaStorage", "AccountName=shop", "MediaStorage is not the connection string of a storage account")]
    public async Task A_start_with_a_wrong_setting_ends_with_one_line_that_names_it(string setting, string value, string expected)
    {
        var options = worker.Options with { Settings = new Dictionary<string, string>(worker.Settings) { [setting] = value } };

        var exit = await Assert.ThrowsAsync<WorkerExitedException>(() => FunctionsHost.StartAsync(options));

        Assert.Equal(1, exit.ExitCode);
        Assert.Equal($"LiveShop.Functions cannot start: {expected}", exit.Errors);
    }

    [Fact]
    public async Task A_worker_that_exports_telemetry_keeps_the_hosts_trace_and_tells_the_host_to_leave_its_logs_to_it()
    {
        var (stream, product) = await worker.LiveStreamAsync();
        await using var collector = await OtlpCollector.StartAsync();
        var exporting = new Dictionary<string, string>(worker.Settings)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        await using var host = await FunctionsHost.StartAsync(worker.Options with { Settings = exporting });
        using var admin = worker.AdminOf(host);
        var trace = ActivityTraceId.CreateRandom();
        admin.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        using var pinned = await admin.PostAsJsonAsync($"api/livestreams/{stream}/pin-product", new { productId = product });

        Assert.Equal(HttpStatusCode.OK, pinned.StatusCode);
        Assert.Contains(await worker.FeedOfAsync(stream),
            document => document!["traceParent"]?.GetValue<string>().Contains(trace.ToString(), StringComparison.Ordinal) == true);
        Assert.Equal("True", host.Capabilities["WorkerOpenTelemetryEnabled"]);
        Assert.DoesNotContain("WorkerOpenTelemetryEnabled", worker.Host.Capabilities.Keys);
        await host.DisposeAsync();
        Assert.Superset(new HashSet<string>(["logs", "metrics", "traces"]), collector.Signals.ToHashSet());
    }

    [Fact]
    public async Task The_worker_ends_when_the_test_runner_is_killed()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var process = WorkerProcess.Start(["sleep", "600"], Path.GetTempPath(), new Dictionary<string, string>());

        process.LetGo();

        await process.Exited.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotEqual(0, process.ExitCode);
    }
}
