using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace LiveShop.StripeDouble;

/// <summary>Signs events and sends them to a webhook endpoint (https://docs.stripe.com/webhooks/signature).</summary>
public sealed class EventSender(string secret, TimeProvider clock) : IDisposable
{
    private const int Attempts = 20;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>The value of <c>Stripe-Signature</c>.</summary>
    public string SignatureOf(byte[] body)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{time}."), .. body]);
        return $"t={time},v1={Convert.ToHexStringLower(signature)}";
    }

    /// <summary>Sends the event once.</summary>
    public async Task<HttpResponseMessage> SendAsync(StripeEvent created, Uri endpoint, CancellationToken cancellation = default)
    {
        var body = created.ToBytes();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Stripe-Signature", SignatureOf(body));
        return await http.SendAsync(request, cancellation);
    }

    /// <summary>Sends the event until the endpoint takes it.</summary>
    public async Task DeliverAsync(StripeEvent created, Uri endpoint, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await TrySendAsync(created, endpoint, cancellation))
                return;
            await Task.Delay(RetryDelay, cancellation);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> TrySendAsync(StripeEvent created, Uri endpoint, CancellationToken cancellation)
    {
        try
        {
            using var response = await SendAsync(created, endpoint, cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
