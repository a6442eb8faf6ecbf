using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Local;

public sealed class TerminationTests : IDisposable
{
    private const int Admins = 4;

    private readonly TemporaryFolder data = new();
    private readonly ConcurrentBag<long> acknowledged = [];
    private readonly ConcurrentBag<HttpStatusCode> otherwise = [];

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Told_to_end_under_load_it_ends_in_time_and_keeps_what_it_acknowledged()
    {
        await using (var local = await LocalProcess.StartAsync(data.Path))
        {
            using var admin = await local.AdminAsync();
            var customers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => HubClient.JoinAsync(local.Http)));
            var load = Task.WhenAll(Enumerable.Range(0, Admins).Select(number => EditUntilItEndsAsync(admin, number)));
            await Eventually.HoldsAsync(() => Task.FromResult(acknowledged.Count > 20));

            var stopwatch = Stopwatch.StartNew();
            Assert.Equal(0, await local.TerminateAsync());
            Assert.True(stopwatch.Elapsed < TimeSpan.FromSeconds(5), $"It took {stopwatch.Elapsed}.");

            await load;
            Assert.All(otherwise, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
            Assert.Empty(local.Errors);
            Assert.DoesNotContain("Exception", local.Output, StringComparison.Ordinal);
            foreach (var customer in customers)
            {
                await customer.ClosedAsync();
                await customer.DisposeAsync();
            }
        }

        await using var again = await LocalProcess.StartAsync(data.Path);
        var version = (await again.Http.GetAsync("/api/livestreams/demo").JsonAsync()).Version();
        Assert.Equal(acknowledged.Distinct().Count(), acknowledged.Count);
        Assert.True(acknowledged.Max() <= version, $"{acknowledged.Max()} was acknowledged, {version} is kept.");
    }

    private async Task EditUntilItEndsAsync(HttpClient admin, int number)
    {
        try
        {
            for (var edit = 0; ; edit++)
            {
                using var answer = await admin.PatchAsJsonAsync("/api/livestreams/demo", new { title = $"{number}-{edit}" });
                if (answer.StatusCode == HttpStatusCode.OK)
                    acknowledged.Add((await Task.FromResult(answer).JsonAsync()).Version());
                else
                    otherwise.Add(answer.StatusCode);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // Ended: nobody listens any more.
        }
    }
}
