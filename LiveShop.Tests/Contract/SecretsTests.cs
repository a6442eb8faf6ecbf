using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Sdk;

namespace LiveShop.Tests.Contract;

/// <summary>Planted secrets must be found.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string Signature = "c2lnbmF0dXJlLW9mLWEtdG9rZW4";
    private const string Cart = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData($"Authorization=Bearer header.claims.{Signature}"), InlineData($"GET /api/carts/{Cart}/items")]
    [InlineData("body of a negotiate: Z2l2ZW4tYnktbmVnb3RpYXRl"), InlineData("AccountKey=a2V5LW9mLWFuLWFjY291bnQ=")]
    [InlineData("a2V5LW9mLWFuLWFjY291bnQ=")]
    public void Known_secret_in_a_log_line_is_found(string line) =>
        Assert.ThrowsAny<XunitException>(() => Heard().AreNotIn(["Information: Now listening", line]));

    [Fact]
    public void Log_lines_without_secrets_pass() =>
        Heard().AreNotIn(["GET /api/carts/{id}/items", "header.claims", "AccountEndpoint=https://localhost:8081/"]);

    [Fact]
    public void Empty_log_is_reported_as_not_captured() => Assert.ThrowsAny<XunitException>(() => Heard().AreNotIn([]));

    [Fact]
    public async Task Server_that_logged_a_cart_id_fails_its_test_on_dispose()
    {
        var server = await LocalServer.StartAsync();
        var cart = (await server.Http.PostAsync("/api/carts", null).JsonAsync(HttpStatusCode.Created)).Text("id");
        server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Talkative").LogInformation("{Cart} was made", cart);

        await Assert.ThrowsAnyAsync<XunitException>(() => server.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task Process_that_printed_a_secret_fails_its_test_on_dispose()
    {
        // No folder, which it says with the name.
        const string name = "the-secret-name-of-a-file";
        var file = Path.Combine(data.Path, name);
        await File.WriteAllTextAsync(file, "");
        var secrets = new Secrets();
        secrets.Add(name);
        var local = LocalProcess.Launch(file, "http://127.0.0.1:0", secrets);

        await Eventually.HoldsAsync(() => Task.FromResult(!local.IsRunning));

        await Assert.ThrowsAnyAsync<XunitException>(() => local.DisposeAsync().AsTask());
    }

    private static Secrets Heard()
    {
        var secrets = new Secrets();
        using var request = new HttpRequestMessage { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", $"header.claims.{Signature}") } };
        using var created = new HttpResponseMessage(HttpStatusCode.Created) { Headers = { Location = new Uri($"/api/carts/{Cart}", UriKind.Relative) } };
        secrets.Hear(request, created, Encoding.UTF8.GetBytes("""{"url":"/client","accessToken":"header.claims.Z2l2ZW4tYnktbmVnb3RpYXRl"}"""));
        secrets.AddKeysIn(["--urls", "http://127.0.0.1:0", "AccountEndpoint=https://localhost:8081/;AccountKey=a2V5LW9mLWFuLWFjY291bnQ=;"]);
        return secrets;
    }
}
