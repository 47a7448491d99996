from django.urls import URLPattern, URLResolver, path

from portal import (
    about,
    board,
    demonstration,
    gallery,
    handing,
    item,
    mailbox,
    preferences,
    project,
    search,
    several,
    views,
    watching,
    worklist,
)

app_name = "portal"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/board/", board.board, name="board"),
    path("worklist/selected/", several.selected, name="selected"),
    path("worklist/<uuid:pk>/take/", handing.take, name="take"),
    path("worklist/<uuid:pk>/hand-over/", handing.hand_over, name="hand_over"),
    path("worklist/<uuid:pk>/urge/", handing.urge, name="urge"),
    path("items/<uuid:pk>/", item.item, name="item"),
    path("projects/<uuid:pk>/", project.project, name="project"),
    path("projects/<uuid:pk>/watch/", watching.watch, name="watch"),
    path("demonstration/clock/", demonstration.move_clock, name="move_clock"),
    path("demonstration/place/", demonstration.take_place, name="take_place"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<uuid:pk>/", mailbox.message, name="message"),
    path("search/", search.search, name="search"),
    path("components/", gallery.gallery, name="components"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("robots.txt", about.robots, name="robots"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
    path("about/privacy/", about.privacy, name="privacy"),
    path("about/site-map/", about.site_map, name="site_map"),
]
