using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using LiveShop.Tests.Crashes;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Local;

public sealed class TerminationTests : IDisposable
{
    private const int Admins = 4;

    /// <summary>The server gives itself four seconds; left to ASP.NET Core they would be thirty.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private readonly TemporaryFolder data = new();
    private readonly StreamLedger ledger = new("demo");
    private readonly ConcurrentBag<HttpStatusCode> refused = [];

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task SIGTERM_under_load_ends_in_time_and_keeps_every_acknowledged_change()
    {
        await using (var local = await LocalProcess.StartAsync(data.Path))
        {
            using var admin = await local.AdminAsync();
            var customers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => HubClient.JoinAsync(local.Http)));
            var load = Task.WhenAll(Enumerable.Range(0, Admins).Select(number => EditUntilItEndsAsync(admin, number)));
            await Eventually.HoldsAsync(() => Task.FromResult(ledger.Acknowledged > 20));

            var stopwatch = Stopwatch.StartNew();
            Assert.Equal(0, await local.TerminateAsync());
            Assert.True(stopwatch.Elapsed < Soon, $"It took {stopwatch.Elapsed}.");

            await load;
            Assert.All(refused, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
            Assert.Empty(local.Errors);
            Assert.DoesNotContain("Exception", local.Output, StringComparison.Ordinal);
            foreach (var customer in customers)
                await IsSentAwayAsync(customer);
        }

        await using var again = await LocalProcess.StartAsync(data.Path);
        using var reader = await again.AdminAsync();
        await ledger.CheckAsync(reader);
        // No change was written without a response.
        Assert.Equal(0, ledger.WrittenUnanswered);
    }

    // Closed and not broken off: the client knows at once, and comes again.
    private static async Task IsSentAwayAsync(HubClient customer)
    {
        await customer.ClosedAsync();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, customer.CloseStatus);
        await customer.DisposeAsync();
    }

    private async Task EditUntilItEndsAsync(HttpClient admin, int number)
    {
        for (var edit = 0; ; edit++)
        {
            var change = new AskedChange("ann", "edited", Title: $"{number}-{edit}");
            try
            {
                using var answer = await admin.PatchAsJsonAsync("/api/livestreams/demo", new { title = change.Title });
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    ledger.Acknowledge((await Task.FromResult(answer).JsonAsync()).Version(), change);
                    continue;
                }

                refused.Add(answer.StatusCode);
                ledger.LeaveUnanswered(change);
            }
            catch (HttpRequestException)
            {
                // The server has stopped listening.
                ledger.LeaveUnanswered(change);
                return;
            }
        }
    }
}
