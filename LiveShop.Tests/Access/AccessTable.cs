using System.Net;
using System.Net.Http.Headers;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Tests.Functions.Http;
namespace LiveShop.Tests.Access;

/// <summary>The required role of every function; a function that is not listed fails the tests.</summary>
internal static class AccessTable
{
    private const int Forbidden = 403;

    private static readonly AccessAttribute Anybody = new PublicAttribute();
    private static readonly AccessAttribute AdminsSeeMore = new PublicAttribute { AdminsSeeMore = true };
    private static readonly AccessAttribute AdminsOnly = new AdminOnlyAttribute();

    public static Dictionary<string, AccessAttribute> Decided { get; } = new()
    {
        ["CreateLiveStream"] = AdminsOnly,
        ["ListLiveStreams"] = AdminsSeeMore,
        ["GetLiveStream"] = AdminsSeeMore,
        ["EditLiveStream"] = AdminsOnly,
        ["StartLiveStream"] = AdminsOnly,
        ["StopLiveStream"] = AdminsOnly,
        ["PinProduct"] = AdminsOnly,
        ["SetPinActive"] = AdminsOnly,
        ["UnpinProduct"] = AdminsOnly,
        ["ReorderPins"] = AdminsOnly,
        ["GetPinnedProducts"] = Anybody,
        ["GetChanges"] = AdminsOnly,
        ["Negotiate"] = Anybody,
        ["JoinStream"] = Anybody,
        ["CreateProduct"] = AdminsOnly,
        ["ListProducts"] = AdminsSeeMore,
        ["GetProduct"] = Anybody,
        ["ChangeProduct"] = AdminsOnly,
        ["EditProduct"] = AdminsOnly,
        ["EditVariant"] = AdminsOnly,
        ["ReplaceProducts"] = AdminsOnly,
        ["DeleteProduct"] = AdminsOnly,
        ["GetProductChanges"] = AdminsOnly,
        ["CreateCart"] = Anybody,
        ["GetCart"] = Anybody,
        ["AddCartItem"] = Anybody,
        ["SetCartItemQuantity"] = Anybody,
        ["RemoveCartItem"] = Anybody,
        ["GetShop"] = Anybody,
        ["ChangeShop"] = AdminsOnly,
        ["GetSharePage"] = Anybody,
        ["UploadMedia"] = AdminsOnly,
        ["GetMedia"] = Anybody,
        ["GetHealth"] = Anybody,
        ["GetOpenApi"] = Anybody,
    };

    public static TheoryData<string> Functions => [.. HttpFunction.All.Select(function => function.Name)];

    /// <summary>Calls a function as everybody in turn.</summary>
    /// <param name="others">Tokens of callers who are not admins, and the status that each gets from an admin-only function.</param>
    public static async Task HoldsAsync(HttpClient client, string name, string admin, IReadOnlyDictionary<string, (string Token, int Status)> others)
    {
        var (function, access) = (HttpFunction.All.Single(function => function.Name == name), Decided[name]);

        Assert.Equal(access == AdminsOnly ? 401 : null, await RefusalAsync(client, function, null));
        Assert.Null(await RefusalAsync(client, function, admin));
        var came = await Task.WhenAll(others.Select(async other => (Kind: other.Key, Expected: Expected(access, other.Value.Status), Actual: await RefusalAsync(client, function, other.Value.Token))));
        Assert.True(came.All(one => one.Expected == one.Actual), $"{name}: {string.Join("; ", came.Where(one => one.Expected != one.Actual))}");
    }

    // A customer's token is as good as none where customers may, and a bad one nowhere that tokens are looked at.
    private static int? Expected(AccessAttribute access, int status) =>
        access == Anybody || (access == AdminsSeeMore && status == Forbidden) ? null : status;

    /// <returns>401, with its challenge, or 403; null when the caller was let in.</returns>
    private static async Task<int?> RefusalAsync(HttpClient client, HttpFunction function, string? token)
    {
        using var request = Requests.To(function);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request);
        Assert.True((int)answer.StatusCode < 500, $"{function.Name} answered {(int)answer.StatusCode}");
        Assert.Equal(answer.StatusCode == HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Count > 0);
        return answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? (int)answer.StatusCode : null;
    }
}
