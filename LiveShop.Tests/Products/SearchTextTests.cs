using LiveShop.Core.Products;

namespace LiveShop.Tests.Products;

public class SearchTextTests
{
    [Theory]
    [InlineData("Café Mug", "cafe mug")]
    [InlineData("Cafe\u0301 Mug", "cafe mug")]
    [InlineData("STRASSE straße STRAẞE", "strasse strasse strasse")]
    [InlineData("İstanbul ISPARTA ısparta istanbul", "istanbul isparta isparta istanbul")]
    [InlineData("Ελληνικός ΚΑΦΈΣ", "ελληνικοσ καφεσ")]
    [InlineData("ЧАЙНИК", "чаиник")]
    [InlineData("ﬁne № ② Ｗｉｄｅ ½", "fine no 2 wide 1\u20442")]
    [InlineData("Smørrebrød Łódź Æther Œuvre", "smorrebrod lodz aether oeuvre")]
    [InlineData("  Blue\u00A0 \u3000Mug\n", "blue mug")]
    [InlineData("Blue\u200BMug soft\u00ADware", "bluemug software")]
    [InlineData("Ann’s ‘best’ “tea” «now» it´s", "ann's 'best' \"tea\" \"now\" it's")]
    [InlineData("T‑Shirt 10–20", "t-shirt 10-20")]
    [InlineData("100% Wool_Scarf \\", "100% wool_scarf \\")]
    [InlineData("绿茶", "绿茶")]
    public void Text_is_folded_to_the_form_in_which_it_is_searched(string text, string folded)
    {
        Assert.Equal(folded, SearchText.Of(text));
        Assert.Equal(folded, SearchText.Of(folded));
    }

    [Fact]
    public void A_product_is_searched_by_its_name_and_id() =>
        Assert.Equal("cafe mug mug-1", Sample.Product("mug-1", "Café Mug").SearchText);

    [Fact]
    public void A_search_is_its_words_each_once() =>
        Assert.Equal(["mug", "cafe"], SearchText.WordsOf(" Mug CAFÉ\tmug "));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u200B")]
    public void A_search_without_visible_text_has_no_words(string? search) => Assert.Empty(SearchText.WordsOf(search));
}
