"""Addresses of the inbox: messages, what one wants by mail, the outbox."""

from __future__ import annotations

from django.urls import path

from motcua.desks.inbox.views import messages, outbox, wishes

app_name = "inbox"
urlpatterns = [
    path("", messages.home, name="home"),
    path("da-doc/", messages.read, name="read"),
    path("cach-nhan-thu/", wishes.wishes, name="wishes"),
    path("thu-gui-di/", outbox.outbox, name="outbox"),
    path("thu-gui-di/<uuid:letter>/", outbox.act_on, name="letter"),
    path("<uuid:message_id>/", messages.message, name="message"),
    path("<uuid:message_id>/chua-doc/", messages.unread, name="unread"),
]
