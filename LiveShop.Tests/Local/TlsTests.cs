using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Local;

public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task States_over_TLS_are_complete_and_never_sent_unencrypted()
    {
        await using var server = await LocalServer.StartAsync(LoopbackCertificate.Settings(folder));
        Assert.Equal("https", server.BaseAddress.Scheme);
        using var admin = await server.AdminAsync();
        await using var customer = await HubClient.JoinAsync(server.Http);

        foreach (var product in new[] { "bowl", "mug", "vase" })
        {
            using var pinned = await admin.PostAsJsonAsync("/api/livestreams/demo/pin-product", new { productId = product, displayOrder = 0 });
            var version = (await pinned.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64();

            // A byte in the clear between the encrypted ones would break the connection, and nothing come any more.
            var state = await customer.VersionAsync(version);
            Assert.Equal(product, state.GetProperty("pinnedProducts")[0].GetProperty("productId").GetString());
        }
    }
}
