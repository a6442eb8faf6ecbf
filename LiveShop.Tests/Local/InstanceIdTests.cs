using System.Security.Cryptography;
using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Local.FunctionHost;
using LiveShop.Local.Hosting;
using LiveShop.Local.SignIn;
using LiveShop.Tests.Functions;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local;

public sealed class InstanceIdTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    private string KeyFile => Path.Combine(data.Path, "signing.key");

    private string IdFile => Path.Combine(data.Path, "instance-id");

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task The_change_feed_continues_after_the_signing_key_was_deleted()
    {
        var hub = new HubDouble();
        string[] before;
        await using (var server = await LocalServer.StartAsync(data.Path, services => services.AddSingleton(hub.Context)))
        {
            before = ConsumersOf(server);
            await Eventually.HoldsAsync(() => Task.FromResult(hub.LastVersionOf("demo") > 0));
            await CaughtUpAsync(server);
        }

        File.Delete(KeyFile);
        var hubAfterwards = new HubDouble();
        await using var restarted = await LocalServer.StartAsync(data.Path, services => services.AddSingleton(hubAfterwards.Context));
        await CreateStreamAsync(restarted, "other");
        await Eventually.HoldsAsync(() => Task.FromResult(hubAfterwards.LastVersionOf("other") == 1));

        Assert.Equal(before, ConsumersOf(restarted));
        Assert.DoesNotContain(hubAfterwards.Sent, state => state.StreamId == "demo");
    }

    [Fact]
    public void An_installation_without_an_id_keeps_the_name_it_has_by_its_signing_key()
    {
        InstallationKey.Open(data.Path);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(KeyFile)))[..12];

        Assert.Equal(fingerprint, InstanceId.Open(data.Path).Value);
    }

    [Fact]
    public void The_id_stays_and_only_the_owner_can_read_it()
    {
        var id = InstanceId.Open(data.Path);

        Assert.Equal(id, InstanceId.Open(data.Path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(IdFile));
    }

    [Fact]
    public void Two_installations_have_different_ids()
    {
        using var other = new TemporaryFolder();

        Assert.NotEqual(InstanceId.Open(data.Path), InstanceId.Open(other.Path));
    }

    [Theory, InlineData(""), InlineData("two words"), InlineData("../elsewhere")]
    public void A_file_that_holds_no_id_prevents_the_start(string content)
    {
        File.WriteAllText(IdFile, content);

        Assert.Contains(IdFile, Assert.Throws<StartupException>(() => InstanceId.Open(data.Path)).Message, StringComparison.Ordinal);
    }

    private static string[] ConsumersOf(LocalServer server) =>
        [.. server.Services.GetRequiredService<FeedSubscriptions>().All.Select(subscribed => subscribed.Subscription.Consumer)];

    private static async Task CaughtUpAsync(LocalServer server)
    {
        var feed = server.Services.GetRequiredService<IChangeFeed>();
        foreach (var (_, subscription) in server.Services.GetRequiredService<FeedSubscriptions>().All)
            await Eventually.HoldsAsync(async () => (await feed.BacklogAsync(subscription, CancellationToken.None)).Changes == 0);
    }

    private static async Task CreateStreamAsync(LocalServer server, string id)
    {
        var commands = server.Services.GetRequiredService<LiveStreamCommands>();
        (await commands.CreateAsync(id, Sample.StreamDetails(), Caller.System, CancellationToken.None)).Accepted();
    }
}
