using System.Security.Cryptography;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
namespace LiveShop.Tests.Access;

/// <summary>An OpenID Connect issuer on loopback: its discovery document, its keys, and tokens signed with them.</summary>
internal sealed class OidcIssuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string name;
    private CancellationTokenSource silence = new();
    private int keys;
    private int discoveryRequests;

    private OidcIssuer(WebApplication app, string name)
    {
        (this.app, this.name) = (app, name);
        Key = RsaKeys.Of(KeyId);
    }

    public string Address { get; private set; } = "";

    public RSA Key { get; private set; }

    public string KeyId => $"{name}-{keys}";

    /// <summary>How the issuer answers.</summary>
    public IssuerState State { get; set; } = IssuerState.Up;

    /// <summary>Answers instead of it, where it gives a task.</summary>
    public Func<HttpContext, Task?>? Override { get; set; }

    /// <summary>Number of requests for the discovery document.</summary>
    public int DiscoveryRequests => discoveryRequests;

    /// <summary>Number of requests for the keys.</summary>
    public int KeyRequests { get; private set; }

    /// <param name="name">Its keys are called so, each with a number.</param>
    public static async Task<OidcIssuer> StartAsync(string name = "key")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new OidcIssuer(app, name);
        app.Use((context, next) => issuer.Override?.Invoke(context) ?? next(context));
        app.MapGet("/.well-known/openid-configuration", () =>
        {
            Interlocked.Increment(ref issuer.discoveryRequests);
            return issuer.AnswerAsync(() => new { issuer = issuer.Address, jwks_uri = $"{issuer.Address}/keys" });
        });
        app.MapGet("/keys", () => issuer.AnswerAsync(() =>
        {
            issuer.KeyRequests++;
            return new { keys = new[] { Jwt.PublicKey(issuer.Key, issuer.KeyId) } };
        }));
        await app.StartAsync();
        issuer.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return issuer;
    }

    /// <summary>A validator of the issuer's tokens for an audience, without a server.</summary>
    public OidcTokenValidator ValidatorFor(string audience, TimeProvider clock) =>
        new(Options.Create(new OidcOptions { Authority = Address, Audience = audience, Timeout = TimeSpan.FromMinutes(1) }), clock, NullLogger<OidcTokenValidator>.Instance);

    public string Sign(Dictionary<string, object?> claims) => Jwt.Rs256(Key, KeyId, claims);

    /// <summary>Signs with a new key from now on; the old one is no longer published.</summary>
    public void Rotate()
    {
        keys++;
        Key = RsaKeys.Of(KeyId);
    }

    /// <summary>Ends the silence: pending requests fail.</summary>
    public void Release() => Interlocked.Exchange(ref silence, new()).Cancel();

    public async ValueTask DisposeAsync()
    {
        Release();
        await app.DisposeAsync();
        silence.Dispose();
    }

    private async Task<IResult> AnswerAsync<T>(Func<T> answer)
    {
        if (State == IssuerState.Silent)
            await Task.Delay(Timeout.Infinite, silence.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        return State == IssuerState.Up ? TypedResults.Json(answer()) : TypedResults.StatusCode(StatusCodes.Status502BadGateway);
    }
}

internal enum IssuerState
{
    Up,
    Failing,

    /// <summary>Takes the question and never answers.</summary>
    Silent,
}
