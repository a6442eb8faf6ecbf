using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace LiveShop.Tests.Local;

public sealed class StartAndStopTests : IDisposable
{
    /// <summary>The server gives itself four seconds; left to ASP.NET Core they would be thirty.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Ctrl_C_with_customers_connected_stops_cleanly_and_soon()
    {
        await using var local = await LocalProcess.StartAsync(data.Path);
        var customers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => HubClient.JoinAsync(local.Http)));

        var stopwatch = Stopwatch.StartNew();
        var exitCode = await local.InterruptAsync();

        Assert.Equal(0, exitCode);
        Assert.True(stopwatch.Elapsed < Soon, $"It took {stopwatch.Elapsed}.");
        foreach (var customer in customers)
        {
            await customer.ClosedAsync();
            await customer.DisposeAsync();
        }
    }

    [Fact]
    public async Task Port_in_use_is_reported_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (exitCode, errors) = await LocalProcess.FailAsync(data.Path, url);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("already in use", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unusable_data_folder_is_reported_in_one_line()
    {
        var file = Path.Combine(data.Path, "a-file");
        await File.WriteAllTextAsync(file, "");

        var (exitCode, errors) = await LocalProcess.FailAsync(file);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(file, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_file_of_a_newer_version_is_reported_in_one_line_and_left_unchanged()
    {
        await (await LocalServer.StartAsync(data.Path, _ => { })).DisposeAsync();
        var file = Path.Combine(data.Path, "liveshop.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 4711; PRAGMA wal_checkpoint(TRUNCATE);";
            await command.ExecuteNonQueryAsync();
        }

        var before = await File.ReadAllBytesAsync(file);

        var (exitCode, errors) = await LocalProcess.FailAsync(data.Path);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("newer", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task New_data_folder_is_accessible_by_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;

        var folder = Path.Combine(data.Path, "new");
        await using var local = await LocalProcess.StartAsync(folder);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task Second_process_on_the_same_data_folder_is_refused_in_one_line()
    {
        await using var first = await LocalProcess.StartAsync(data.Path);

        var (exitCode, errors) = await LocalProcess.FailAsync(data.Path);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("in use", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LiveShop:SampleData", "perhaps")]
    [InlineData("LiveShop:DataDirectory", " ")]
    [InlineData("urls", "nonsense")]
    [InlineData("urls", "http://192.0.2.1:7071")]
    [InlineData("urls", "https://127.0.0.1:0")]
    public async Task Invalid_setting_is_reported_in_one_line(string setting, string value)
    {
        var (exitCode, errors) = await LocalProcess.FailAsync(data.Path, settings: [$"--{setting}", value]);

        Assert.NotEqual(0, exitCode);
        Assert.DoesNotContain("Exception", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authority_without_an_audience_is_reported_in_one_line()
    {
        var (exitCode, errors) = await LocalProcess.FailAsync(data.Path, settings: ["--Auth:Authority", "https://issuer.example"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Auth__Audience", Assert.Single(errors), StringComparison.Ordinal);
    }
}
